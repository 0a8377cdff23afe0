import type { Delivery } from '../ingest/delivery.ts';
import { type EventRecord, isFinished, type StoredOutcome } from '../ledger/event-record.ts';
import { applyEvents } from './apply-events.ts';
import { holdsCardNumber } from './card-numbers.ts';
import type { ProcessDeps } from './deps.ts';
import { type Reading, readDelivery, unreadable } from './reading.ts';
import { type Result, recordEvent } from './record-event.ts';
import { createRecordFromGuard } from './record-from.ts';
import { bodiesToDateBack } from './replay/archived.ts';
import { nameErased, watchErased } from './watch-erased.ts';

export type ProcessDelivery = (delivery: Delivery) => Promise<StoredOutcome | 'duplicate'>;

/** The same for a delivery whose reading is made already. */
export type ProcessReading = (delivery: Delivery, reading: Reading) => Promise<StoredOutcome | 'duplicate'>;

/**
 * One delivery, from bytes to ledger: read the body, end here when its record says that this very reading is done, bring its facts
 * into their rows, and write the record last. A body that has no time of its own (Recurly) is read with the earliest time at which it was
 * received, also when a retry of it was worked off before. A crash anywhere, and a repeat from the start, ends in the same ledger.
 */
export const createProcessDelivery = (deps: ProcessDeps): ProcessDelivery => {
  const processReading = createProcessReading(deps);
  return (delivery) => processReading(delivery, readDelivery(deps.providers[delivery.provider], delivery));
};

export const createProcessReading = (deps: ProcessDeps): ProcessReading => {
  const bringIn = createBringIn(deps);
  return async (delivery, now) => {
    const provider = deps.providers[delivery.provider];
    const record = await deps.ledger.readRecord(now.key);
    const isRetry = record !== undefined && record.receivedAt < delivery.receivedAt.getTime();
    const read = isRetry ? readDelivery(provider, { ...delivery, receivedAt: new Date(record.receivedAt) }) : now;
    if (record !== undefined && isDone(record, read) && !isEarlier(delivery, read, record)) return tell(deps, delivery, read, 'duplicate');
    const others: Effect[] = [];
    for (const other of await bodiesToDateBack(deps, delivery, { record, hash: read.hash })) {
      others.push(await bringIn(other, readDelivery(provider, other)));
    }
    const effect = await bringIn(delivery, read);
    // Once for all bodies: a record with the earlier receipt says that each of them was dated back.
    await recordEvent(deps, delivery, effect.reading, withOthers(effect.result, others), record);
    const { reading, result } = effect;
    if (record !== undefined && !record.readings.includes(reading.hash)) deps.metrics.count('EventsReadDifferently');
    return tell(deps, delivery, reading, result.outcome);
  };
};

/** What a delivery did, for its record, and how it was read in the end. */
export type Effect = { readonly reading: Reading; readonly result: Result };

/** Brings the facts of a reading into their rows. Its record is to be written after it. */
export type BringIn = (delivery: Delivery, read: Reading) => Promise<Effect>;

export const createBringIn = (deps: ProcessDeps): BringIn => {
  const guard = createRecordFromGuard(deps.ledger);
  return async (delivery, read) => {
    const refusal = await guard(delivery, read.ledgerEvents);
    const reading = refusal === undefined ? read : { ...unreadable(delivery, undefined), ...nameOf(read), reason: refusal };
    const watch = watchErased(deps.ledger);
    const result = await effectOf({ ...deps, ledger: watch.ledger }, reading);
    const erased = watch.met() || (await bodyNamesErased(deps, reading));
    return { reading, result: { ...result, erased } };
  };
};

const withOthers = (result: Result, others: readonly Effect[]): Result => {
  const all = [...others.map((other) => other.result), result];
  return {
    ...result,
    rows: [...new Set(all.flatMap(({ rows }) => rows))],
    changes: all.flatMap(({ changes }) => changes),
    erased: all.some(({ erased }) => erased),
  };
};

/** An erased customer whom the ledger was not asked for: whoever is named beside the ledger events, or in events that it refused. */
const bodyNamesErased = ({ ledger }: ProcessDeps, { outcome, ledgerEvents, customerKeys }: Reading): Promise<boolean> =>
  nameErased(ledger, { customerKeys, ledgerEvents: outcome === 'unreadable' ? ledgerEvents : [] });

/** A delivery that failed to the last: its body is kept and told as unreadable before the message goes to the dead-letter queue. */
export const recordFailure = async (deps: ProcessDeps, delivery: Delivery, reason: string): Promise<void> => {
  const read = readDelivery(deps.providers[delivery.provider], delivery);
  const reading = { ...unreadable(delivery, undefined), ...nameOf(read), reason };
  const known = await deps.ledger.readRecord(reading.key);
  const erased = await nameErased(deps.ledger, reading);
  await recordEvent(deps, delivery, reading, { outcome: 'unreadable', reason, rows: [], changes: [], erased }, known);
  deps.metrics.count('EventsUnreadable', { provider: delivery.provider });
};

/** What is still said of an event that is taken for unreadable: what it is, and whom it names. */
const nameOf = ({ key, eventId, type, occurredAt, ledgerEvents, customerKeys }: Reading) => ({
  ...{ key, eventId, type, occurredAt, ledgerEvents, customerKeys },
});

const isDone = (record: EventRecord, { hash, outcome }: Reading): boolean =>
  record.readings.includes(hash) && (isFinished(record) || outcome === 'unreadable');

/** A delivery received before those that are recorded is news where its events, or those of other bodies of its id, have no time. */
const isEarlier = ({ receivedAt }: Delivery, { ledgerEvents }: Reading, record: EventRecord): boolean =>
  receivedAt.getTime() < record.receivedAt && (record.readings.length > 1 || ledgerEvents.some((event) => 'receivedAt' in event));

const effectOf = async (deps: ProcessDeps, reading: Reading): Promise<Omit<Result, 'erased'>> => {
  const nothing = { reason: reading.reason, rows: [], changes: [] };
  if (reading.outcome !== 'read') return { ...nothing, outcome: reading.outcome };
  const { rows, told } = await applyEvents(deps, reading.ledgerEvents, reading.key);
  return {
    outcome: told ? 'recorded' : 'unchanged',
    reason: null,
    rows: [...new Set(rows.flatMap(({ row }) => row ?? []))],
    changes: rows.flatMap(({ change }) => change ?? []),
  };
};

const tell = <O extends StoredOutcome | 'duplicate'>(deps: ProcessDeps, delivery: Delivery, reading: Reading, outcome: O): O => {
  const { provider } = delivery;
  // The one line of nearly every event, of which outcomes and ignored types are counted. Why an event means nothing stands in its record.
  const reason = outcome === 'unreadable' ? { reason: reading.reason } : {};
  deps.log.info('event processed', { provider, event: reading.eventId, type: reading.type, outcome, ...reason });
  if (outcome === 'unreadable') deps.metrics.count('EventsUnreadable', { provider });
  if (outcome !== 'duplicate' && holdsCardNumber(delivery.body)) {
    deps.log.warn('card number seen', { provider, event: reading.eventId });
    deps.metrics.count('CardNumbersSeen', { provider });
  }
  for (const word of outcome === 'duplicate' ? [] : reading.unknownWords) {
    deps.log.warn('unknown word', { provider, word });
    deps.metrics.count('UnknownWords', { provider });
  }
  return outcome;
};
