import { encodeDelivery } from '../../../functions/ingest/delivery.ts';
import { createMemoryLedger } from '../../../functions/ledger/memory-ledger.ts';
import { createProcessorHandler } from '../../../functions/process/handler.ts';
import { providers } from '../../../functions/providers/all.ts';
import { toSqsEvent } from '../../../lib/local/sqs-event.ts';
import { createTestProcessor } from '../../support/processor.ts';
import type { Table } from '../section.ts';
import { ratioText, spreadOf, spreadText } from '../stats.ts';
import { chargeOf, customerOf } from './deliveries.ts';
import type { Processors } from './measured-processor.ts';
import { warm } from './warm.ts';

const BATCH = 10;

type Options = { readonly rounds: number; readonly batches: number };

/** CPU time of this process for a first payment: over the SDK and DynamoDB, and over a ledger in memory, turn by turn. */
export const measureCpuTime = async (
  processors: Processors,
  { rounds, batches }: Options,
): Promise<Table & { readonly caption: string }> => {
  const measured = await warm(processors);
  await measured.batch([customerOf()]);
  const memory = inMemory();
  await memory([customerOf()]);
  const [overDynamo, overMemory]: [number[], number[]] = [[], []];
  // The first round is not counted: it compiles.
  for (let round = 0; round <= rounds; round += 1) {
    const payments = Array.from({ length: batches }, (_, at) =>
      Array.from({ length: BATCH }, (_, one) => chargeOf(`${round} ${at} ${one}`)),
    );
    const [ours, plain] = [await cpuOf(payments, measured.batch), await cpuOf(payments, memory)];
    if (round === 0) continue;
    overDynamo.push(ours / (batches * BATCH));
    overMemory.push(plain / (batches * BATCH));
  }
  const [ours, plain] = [spreadOf(overDynamo), spreadOf(overMemory)];
  return {
    caption: `CPU time of the processor for a first payment, in full batches of ${BATCH}, ${rounds} rounds of ${batches} batches, in milliseconds.`,
    head: ['over', 'milliseconds', 'ratio'],
    rows: [
      ['a ledger in memory: decode, parse, merge', spreadText(plain, 2), '1'],
      ['DynamoDB: the same, the requests of the SDK, compression', spreadText(ours, 2), ratioText(ours, plain)],
    ],
  };
};

type HandOver = (deliveries: readonly ReturnType<typeof chargeOf>[]) => Promise<void>;

const inMemory = (): HandOver => {
  const handler = createProcessorHandler(createTestProcessor(createMemoryLedger(), { providers }).deps);
  return async (deliveries) => {
    const event = toSqsEvent(deliveries.map((delivery, at) => ({ MessageId: `message-${at}`, Body: encodeDelivery(delivery) })));
    await handler(event, { getRemainingTimeInMillis: () => 30_000 });
  };
};

const cpuOf = async (batches: readonly Parameters<HandOver>[0][], handOver: HandOver): Promise<number> => {
  const before = process.cpuUsage();
  for (const batch of batches) await handOver(batch);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
};
