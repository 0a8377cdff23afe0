import * as z from 'zod';
import { PROVIDER_IDS, type ProviderKey } from '../../domain/keys.ts';
import type { EventRecord } from '../../ledger/event-record.ts';
import type { Job } from '../../ledger/job.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { waitingPlaced, waitingSubscription, waitingTransaction } from '../../ledger/waiting-rows.ts';
import { REPLAY_SETTINGS } from '../../ledger/work.ts';
import { JobError } from './runner.ts';

const requestSchema = z.strictObject({
  provider: z.enum(PROVIDER_IDS).exactOptional(),
  type: z.string().exactOptional(),
  outcome: z.enum(['recorded', 'unchanged', 'ignored', 'waiting', 'unreadable']).exactOptional(),
  from: z.int().nullable(),
  to: z.int(),
  settings: z.enum(REPLAY_SETTINGS),
});

/** Which events a replay is about: those received from `from` on and before `to` that are all of the rest. */
export type ReplayRequest = z.infer<typeof requestSchema>;

/** Throws `JobError` when the job was written by another version of the program. */
export const replayRequest = ({ request }: Pick<Job, 'request'>): ReplayRequest => {
  const result = requestSchema.safeParse(request);
  if (!result.success) throw new JobError('The request of the job is not one of this version');
  return result.data;
};

/** Whether a record is one that the request is about. Reads its rows only when the answer depends on how they stand now. */
export const matches = async (ledger: Ledger, record: EventRecord, request: ReplayRequest): Promise<boolean> => {
  const { provider = record.provider, type = record.type, from, to } = request;
  if (record.provider !== provider || record.type !== type) return false;
  if (record.receivedAt >= to || (from !== null && record.receivedAt < from)) return false;
  return request.outcome === undefined || request.outcome === (await outcomeNow(ledger, record));
};

/** As the event is shown: one that is done waits while any of its rows does. */
const outcomeNow = async (ledger: Ledger, { outcome, rows }: EventRecord): Promise<ReplayRequest['outcome']> => {
  const isDone = outcome === 'recorded' || outcome === 'unchanged';
  return isDone && (await someWait(ledger, rows)) ? 'waiting' : outcome;
};

const someWait = async (ledger: Ledger, rows: readonly string[]): Promise<boolean> => {
  const waits = await Promise.all(rows.map((key) => rowWaits(ledger, key as ProviderKey)));
  return waits.some((one) => one);
};

const rowWaits = async (ledger: Ledger, key: ProviderKey): Promise<boolean> => {
  const [transaction, placed, subscription] = await Promise.all([
    ledger.readTransaction(key),
    ledger.readPlaced(key),
    ledger.readSubscription(key),
  ]);
  const waiting = [
    transaction === undefined ? undefined : waitingTransaction(transaction),
    placed === undefined ? undefined : waitingPlaced(placed),
    subscription === undefined ? undefined : waitingSubscription(subscription),
  ];
  return waiting.some((row) => row !== undefined);
};
