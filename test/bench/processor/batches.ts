import type { Delivery } from '../../../functions/ingest/delivery.ts';
import type { Table } from '../section.ts';
import { spreadOf, spreadText } from '../stats.ts';
import { chargeOf, customerOf, refundOf } from './deliveries.ts';
import type { MeasuredProcessor, Processors, Took } from './measured-processor.ts';
import { warm } from './warm.ts';

/** Messages that lie on the queue together. `known`: so many customers are named before. */
type Batch = { readonly what: string; readonly known: number; readonly deliveries: readonly Delivery[] };

const upTo = <T>(count: number, make: (one: number) => T): readonly T[] => Array.from({ length: count }, (_, at) => make(at + 1));

const BATCHES: readonly Batch[] = [
  { what: 'one payment', known: 1, deliveries: [chargeOf('a')] },
  { what: 'ten payments of ten customers', known: 10, deliveries: upTo(10, (one) => chargeOf(`payment ${one}`, one)) },
  { what: 'ten payments of one customer', known: 1, deliveries: upTo(10, (one) => chargeOf(`payment ${one}`)) },
  { what: 'a payment and nine refunds of it', known: 1, deliveries: [chargeOf('a'), ...upTo(9, (one) => refundOf('a', one))] },
  { what: 'ten copies of one payment', known: 1, deliveries: upTo(10, () => chargeOf('a')) },
  {
    what: 'nine payments, and then the event that names their customer',
    known: 0,
    deliveries: [...upTo(9, (one) => chargeOf(`payment ${one}`)), customerOf()],
  },
];

/** About what DynamoDB takes for a request. */
const ROUND_TRIP_MS = 5;

/** Batches of ten beside one message, with the work that they leave. */
export const measureBatches = async (processors: Processors, rounds: number): Promise<Table & { readonly caption: string }> => {
  const counted = new Map<Batch, Took>();
  const times = new Map<Batch, number[]>(BATCHES.map((batch) => [batch, []]));
  for (const batch of BATCHES) counted.set(batch, await workOff(await processorFor(processors, batch), batch, { kind: 'rounds' }));
  for (let round = 0; round < rounds; round += 1) {
    for (const batch of BATCHES) {
      const { milliseconds } = await workOff(await processorFor(processors, batch), batch, {
        kind: 'delayed',
        milliseconds: ROUND_TRIP_MS,
      });
      times.get(batch)?.push(milliseconds);
    }
  }
  return {
    caption: `Batches, with all the work that they leave; per message, but for the last two columns. A refused write is billed and not reported: at least a unit each. The time is with ${ROUND_TRIP_MS} ms more for each request, ${rounds} runs.`,
    head: ['batch', 'write units', 'read units', 'requests', 'refused writes', 'one after the other', 'milliseconds'],
    rows: BATCHES.map((batch) => rowOf(batch, counted.get(batch), times.get(batch) ?? [])),
  };
};

const processorFor = async (processors: Processors, { known }: Batch): Promise<MeasuredProcessor> => {
  const processor = await warm(processors);
  if (known > 0) await processor.batch(upTo(known, customerOf));
  return processor;
};

const workOff = ({ batch, drain, took }: MeasuredProcessor, { deliveries }: Batch, pace: Parameters<typeof took>[1]): Promise<Took> =>
  took(async () => {
    await batch(deliveries);
    await drain();
  }, pace);

const rowOf = ({ what, deliveries }: Batch, took: Took | undefined, times: readonly number[]): readonly string[] => {
  if (took === undefined) throw new Error(`${what} was not measured`);
  const each = [took.write, took.read, took.requests, took.refused].map((count) => String(Number((count / deliveries.length).toFixed(2))));
  return [what, ...each, String(took.rounds), spreadText(spreadOf(times), 0)];
};
