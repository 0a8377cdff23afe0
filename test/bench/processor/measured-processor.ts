import { type Delivery, encodeDelivery } from '../../../functions/ingest/delivery.ts';
import type { Consumed } from '../../../functions/ledger/dynamo/capacity.ts';
import { createDynamoLedger } from '../../../functions/ledger/dynamo-ledger.ts';
import type { Ledger } from '../../../functions/ledger/ledger.ts';
import { encodeWork, type WorkQueue } from '../../../functions/ledger/work.ts';
import { createProcessorHandler } from '../../../functions/process/handler.ts';
import { providers } from '../../../functions/providers/all.ts';
import { toSqsEvent } from '../../../lib/local/sqs-event.ts';
import { startDynamo } from '../../support/dynamo.ts';
import { createTestProcessor } from '../../support/processor.ts';
import { seeded } from '../../support/unreliable.ts';
import { type Counts, createGate, type Pace } from './gate.ts';

/** What a step took of the store, in request units and requests. */
export type Took = Counts & { readonly write: number; readonly read: number; readonly milliseconds: number };

/** The real processor over tables of its own. */
export type MeasuredProcessor = {
  readonly ledger: Ledger;
  /** Where work is left, until `drain` does it. */
  readonly work: WorkQueue;
  /** Hands over one batch, and nothing of the work that it leaves. Throws when a message of it fails. */
  readonly batch: (deliveries: readonly Delivery[]) => Promise<void>;
  /** Does the work that was left, in batches, until there is none. */
  readonly drain: () => Promise<void>;
  readonly took: (step: () => Promise<void>, pace?: Pace) => Promise<Took>;
};

const AMPLE = { getRemainingTimeInMillis: () => 30_000 };
const BATCH = 10;

export type Processors = { readonly create: () => Promise<MeasuredProcessor>; readonly stop: () => Promise<void> };

/** Processors over one embedded DynamoDB, whose steps are measured one at a time. */
export const startProcessors = async (): Promise<Processors> => {
  const dynamo = await startDynamo();
  const gate = createGate(dynamo.client);
  return { stop: dynamo.stop, create: async () => createMeasured(await ledgerOver(dynamo), gate) };
};

type Dynamo = Awaited<ReturnType<typeof startDynamo>>;
type Gate = ReturnType<typeof createGate>;
type MeteredLedger = { readonly ledger: Ledger; readonly consumed: Consumed[] };

const ledgerOver = async (dynamo: Dynamo): Promise<MeteredLedger> => {
  const consumed: Consumed[] = [];
  const tables = await dynamo.createTables();
  return { ledger: createDynamoLedger({ client: dynamo.client, tables, onConsumed: (one) => void consumed.push(one) }), consumed };
};

const createMeasured = ({ ledger, consumed }: MeteredLedger, gate: Gate): MeasuredProcessor => {
  const { deps, queue } = createTestProcessor(ledger, { providers, random: seeded(1) });
  const handler = createProcessorHandler(deps);
  const handOver = async (bodies: readonly string[]): Promise<void> => {
    const event = toSqsEvent(bodies.map((Body, at) => ({ MessageId: `message-${at}`, Body })));
    const { batchItemFailures } = await handler(event, AMPLE);
    if (batchItemFailures.length > 0) throw new Error(`${batchItemFailures.length} messages of ${bodies.length} failed`);
  };
  const units = (kind: Consumed['kind']) => consumed.filter((one) => one.kind === kind).reduce((sum, one) => sum + one.units, 0);
  return {
    ledger,
    work: deps.work,
    batch: (deliveries) => handOver(deliveries.map(encodeDelivery)),
    drain: async () => {
      while (queue.length > 0) await handOver(queue.splice(0, BATCH).map(encodeWork));
    },
    took: async (step, pace = { kind: 'rounds' }) => {
      consumed.length = 0;
      gate.begin(pace);
      const begunAt = performance.now();
      try {
        await step();
        const milliseconds = performance.now() - begunAt;
        return { write: units('write'), read: units('read'), ...gate.counts(), milliseconds };
      } finally {
        gate.begin({ kind: 'free' });
      }
    },
  };
};
