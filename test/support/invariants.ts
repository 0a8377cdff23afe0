import { createHash } from 'node:crypto';
import type { Claim } from '../../functions/domain/claims.ts';
import type { EventKey } from '../../functions/domain/keys.ts';
import type { Delivery } from '../../functions/ingest/delivery.ts';
import type { EventRecord } from '../../functions/ledger/event-record.ts';
import type { MemoryLedger } from '../../functions/ledger/memory-ledger.ts';
import { pagesOf } from '../../functions/ledger/pages-of.ts';
import { MAX_RECEIVES } from '../../functions/process/handler.ts';
import type { Reading } from '../../functions/process/reading.ts';

/*
 * What must hold of the ledger and its queues, whatever happened. Each gives what does not hold, in words: nothing when all is well.
 * They only read, so that a run may ask them after any of its steps. I3 to I5, which are about the state, stand in state-invariants.ts.
 */
export type Problems = readonly string[];

/** Where a message may be beside the ledger: bodies of deliveries, by their events. */
export type Queued = { readonly queue: readonly EventKey[]; readonly deadLetters: readonly EventKey[] };

export type Place = EventRecord['outcome'] | 'waiting' | 'queue' | 'dead letters' | 'nowhere';

/** I1: what was answered with 200 is on a queue, or is in the archive to the byte. */
export const unkept = async (ledger: MemoryLedger, answered: readonly Reading[], { queue, deadLetters }: Queued): Promise<Problems> => {
  const lost: string[] = [];
  for (const { key, hash } of answered) {
    const record = await ledger.readRecord(key);
    const kept = record?.readings.includes(hash) === true && (record.erased === true || (await ledger.readBodies(record)).length > 0);
    if (!kept && !queue.includes(key) && !deadLetters.includes(key)) lost.push(`I1: ${key} was answered with 200 and is not there`);
  }
  return lost;
};

/** The one place in which an event is. What its rows wait for makes it waiting; on a queue it is until its record is finished. */
export const placeOf = async (ledger: MemoryLedger, key: EventKey, { queue, deadLetters }: Queued): Promise<Place> => {
  const record = await ledger.readRecord(key);
  if (record !== undefined && record.outcome !== 'unreadable') return (await waits(ledger, record)) ? 'waiting' : record.outcome;
  if (queue.includes(key)) return 'queue';
  if (deadLetters.includes(key)) return 'dead letters';
  return record?.outcome ?? 'nowhere';
};

const waits = async (ledger: MemoryLedger, { rows }: EventRecord): Promise<boolean> => {
  const waiting = new Set<string>();
  for await (const page of pagesOf((cursor) => ledger.listWaiting({ limit: 100, cursor }))) for (const { key } of page) waiting.add(key);
  return rows.some((row) => waiting.has(row));
};

/** I2: every accepted event is in exactly one place, and no event has two records. */
export const misplaced = async (ledger: MemoryLedger, accepted: readonly Reading[], queued: Queued): Promise<Problems> => {
  const problems: string[] = [];
  for (const { key, outcome } of accepted) {
    const place = await placeOf(ledger, key, queued);
    if (place === 'nowhere') problems.push(`I2: ${key} is nowhere`);
    if (place === 'ignored' && outcome === 'read') problems.push(`I2: ${key} tells something and was ignored`);
  }
  const bodies = new Map<string, string>();
  for (const record of await recordsOf(ledger)) {
    for (const hash of record.bodies) {
      const name = `${record.provider} ${hash}`;
      if (bodies.has(name)) problems.push(`I2: ${record.key} and ${bodies.get(name)} are one body`);
      bodies.set(name, record.key);
    }
  }
  return problems;
};

/** I6: nothing stands in the ledger but by an event that was verified, or by the team. */
export const unverified = async (ledger: MemoryLedger, verified: readonly Delivery[], accepted: readonly Reading[]): Promise<Problems> => {
  const events = new Set<string>(accepted.map(({ key }) => key));
  const bodies = new Set(verified.map(({ body }) => sha256(body)));
  const { story, state } = ledger.snapshot();
  const told = Object.entries(story).flatMap(([kind, section]) =>
    Object.entries(section).flatMap(([key, item]) => eventKeysOf(item).map((event) => [`${key} among the ${kind}`, event] as const)),
  );
  const claimed = Object.entries(state['claims'] ?? {}).flatMap(([key, claims]) =>
    Object.values<Claim>(Object(claims)).flatMap(({ by, version }) =>
      by === 'team' || events.has(`${key.split(':', 1)[0]}:${version.id}`) ? [] : [key],
    ),
  );
  const records = await recordsOf(ledger);
  return [
    ...told.filter(([, event]) => !events.has(event)).map(([item, event]) => `I6: ${item} names ${event}, which nobody verified`),
    ...claimed.map((key) => `I6: a claim of ${key} comes from no verified event`),
    ...records.filter(({ key }) => !events.has(key)).map(({ key }) => `I6: ${key} was recorded and never verified`),
    ...records.flatMap((record) =>
      record.bodies.filter((hash) => !bodies.has(hash)).map(() => `I6: a body of ${record.key} was never verified`),
    ),
  ];
};

const eventKeysOf = (item: unknown): readonly string[] => {
  const keys: unknown = Object(item).eventKeys;
  return Array.isArray(keys) ? keys.map(String) : [];
};

/** I7: a first delivery takes no more write units than its budget (`writeBudget`, or a stated figure). */
export const overBudget = (what: string, spent: { readonly units: number; readonly budget: number }): Problems =>
  spent.units > spent.budget ? [`I7: ${what} took ${spent.units} write units of ${spent.budget}`] : [];

/** The attempts at one conditional write; `retryConflicts` gives up after so many. */
export const MOST_ATTEMPTS = 12;

/** I8: nobody tries for ever. `attempts` are those at one write within one run, `receives` those of one message. */
export const triedTooOften = (what: string, tried: { readonly attempts?: number; readonly receives?: number }): Problems => [
  ...((tried.attempts ?? 0) > MOST_ATTEMPTS ? [`I8: ${what} was tried ${tried.attempts} times in one run`] : []),
  ...((tried.receives ?? 0) > MAX_RECEIVES ? [`I8: ${what} was received ${tried.receives} times`] : []),
];

/** Every record of the archive. */
export const recordsOf = async (ledger: MemoryLedger): Promise<readonly EventRecord[]> => {
  const records: EventRecord[] = [];
  const all = { from: null, to: null };
  for await (const page of pagesOf((cursor) => ledger.scanRecords(all, { limit: 100, cursor }))) records.push(...page);
  return records;
};

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
