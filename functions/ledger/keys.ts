import { createHash } from 'node:crypto';
import type { Claim } from '../domain/claims.ts';
import type {
  AwaitedKey,
  CustomerKey,
  EventKey,
  PartnerKey,
  ProviderId,
  ProviderKey,
  SubscriptionKey,
  TransactionKey,
} from '../domain/keys.ts';
import type { Millis } from '../domain/ledger-event.ts';
import { sortNumber, sortVersion } from './sort-text.ts';

/*
 * The only place where stored keys are made. A key is a word of ours, '#', and one outside text at its end, so that no text can
 * pass for another key whatever characters it has. docs/data-model.md lists them all.
 */

/** Customers: `pk` and `sk`. */
export const customerItemKey = (key: CustomerKey) => ({ pk: itemKey('customer', key), sk: 'customer' });
export const claimPartition = (key: ProviderKey) => itemKey('link', key);
export const claimItemKey = (key: ProviderKey, claim: Claim) => ({ pk: claimPartition(key), sk: claimSort(claim) });
export const waitingPartition = (awaited: AwaitedKey) => itemKey('waiting', awaited);
/** The row key alone, without its table: keys of transactions and subscriptions never meet, and pages go on from a row key. */
export const waitingItemKey = (awaited: AwaitedKey, rowKey: string) => ({ pk: waitingPartition(awaited), sk: keyPart(rowKey) });
export const RELEASE_PARTITION = 'release';
export const releaseItemKey = (id: string) => ({ pk: RELEASE_PARTITION, sk: keyPart(id) });
export const jobItemKey = (id: string) => ({ pk: itemKey('job', id), sk: 'job' });
export const OPEN_JOB_PARTITION = 'open_job';
export const openJobItemKey = (id: string) => ({ pk: OPEN_JOB_PARTITION, sk: keyPart(id) });
export const choiceItemKey = (name: string) => ({ pk: 'choice', sk: keyPart(name) });
export const LAST_EVENT_PARTITION = 'last_event';
export const lastEventItemKey = (provider: ProviderId) => ({ pk: LAST_EVENT_PARTITION, sk: provider });
export const HEARTBEAT_KEY = { pk: 'heartbeat', sk: 'heartbeat' };
/** In the index of customers by partner. */
export const partnerPartition = (key: PartnerKey) => keyPart(key);

/** Transactions: `pk` alone. */
export const transactionItemKey = (key: TransactionKey) => ({ pk: itemKey('transaction', key) });
export const placedItemKey = (key: ProviderKey) => ({ pk: itemKey('placed', key) });
export const aliasItemKey = (ref: ProviderKey) => ({ pk: itemKey('alias', ref) });
/** Sorts a customer's transactions by the time of the payment, then by key. */
export const paidSort = (paidAt: Millis, key: TransactionKey) => `${timeText(paidAt)}#${keyPart(key)}`;

/** Subscriptions: `pk` alone. */
export const subscriptionItemKey = (key: SubscriptionKey) => ({ pk: itemKey('subscription', key) });

/** Events: `pk` and `sk`. */
export const eventPartition = (key: EventKey) => itemKey('event', key);
export const RECORD_SORT = 'record';
export const recordItemKey = (key: EventKey) => ({ pk: eventPartition(key), sk: RECORD_SORT });
export const bodyItemKey = (key: EventKey, sha256: string, part: number) => ({ pk: eventPartition(key), sk: `body#${sha256}#${part}` });

export const mentionPartition = (row: string) => itemKey('mention', row);
export const mentionItemKey = (row: string, event: EventKey) => ({ pk: mentionPartition(row), sk: keyPart(event) });

/** Waiting rows are spread over so many index partitions, since one takes no more than 1,000 writes a second. */
const WAITING_SHARDS = [0, 1, 2, 3, 4, 5, 6, 7] as const;
type WaitingTable = 'transactions' | 'subscriptions';
const shardName = (table: WaitingTable, shard: number) => `${table}#${shard}`;
export const waitingShard = (table: WaitingTable, key: string) => shardName(table, sha256(key).readUInt8() % WAITING_SHARDS.length);
export const waitingShards = (table: WaitingTable) => WAITING_SHARDS.map((shard) => shardName(table, shard));

type Word = 'customer' | 'job' | 'link' | 'waiting' | 'transaction' | 'placed' | 'alias' | 'subscription' | 'event' | 'mention';

/** What the partition keys of one kind of item begin with. */
export const prefixOf = (word: Word) => `${word}#`;
const itemKey = (word: Word, text: string) => `${prefixOf(word)}${keyPart(text)}`;
/** The outside text in a stored key, as it stands there. */
export const textOf = (storedKey: string) => storedKey.slice(storedKey.indexOf('#') + 1);

/**
 * A claim of an event sorts by its target and then as `claimInForce` orders the claims of one target; a claim of the team by its time
 * alone, so that two words for one time are one item.
 */
export const claimSort = (claim: Claim): string => (claim.by === 'team' ? `team#${sortStart(claim)}` : sortInGroup(claim));

/** What the sort keys of all claims of events for one target begin with, of one of these keys; undefined for a claim of the team. */
export const claimGroup = (sort: string): string | undefined => /^event#[^#]+#/.exec(sort)?.[0];

/** The last sort key that a claim of this group up to there may have. */
export const lastInGroup = (group: string, upTo: Millis | Claim): string =>
  typeof upTo === 'number' ? `${group}${sortNumber(upTo)}${NEXT}` : `${group}${sortInGroup(upTo).slice(group.length)}`;

/** A text that sorts after all claims of this group, and before those of the next. */
export const afterGroup = (group: string): string => `${group.slice(0, -1)}${NEXT}`;

/** The character after '#', with which each part of the key ends. */
const NEXT = '$';

const sortInGroup = (claim: Claim): string => keyPart(`${groupOf(claim)}${sortStart(claim)}#${sortVersion(claim.version)}`);

/** 128 bits of a hash, as long for every target: targets may hold any character, and need be apart, not in order. */
const groupOf = ({ target }: Claim): string => `event#${sha256(target).toString('base64url').slice(0, 22)}#`;

/** The beginning sorts before all times. */
const sortStart = ({ from }: Claim): string => (from === null ? '-' : sortNumber(from));

const YEAR_0 = Date.parse('0000-01-01T00:00:00.000Z');
const YEAR_9999 = Date.parse('9999-12-31T23:59:59.999Z');

/** The time as text that sorts as the time does. Times outside the years 0-9999 sort with the nearest of these. */
export const timeText = (at: Millis): string => new Date(Math.min(Math.max(at, YEAR_0), YEAR_9999)).toISOString();

/**
 * DynamoDB takes partition keys of 2,048 bytes and sort keys of 1,024; so much of an outside text fits beside our own words in
 * either. Customer keys always fit (255 characters of at most 3 bytes); an id of a provider is anything.
 */
export const MAX_TEXT_BYTES = 900;

const LOOKS_CUT = /~[0-9a-f]{64}$/;

/**
 * The text as it stands in stored keys. One that is too long becomes its beginning, '~' and the SHA-256 of all of it; so does one
 * that merely looks so, because no two texts may have one key.
 */
export const keyPart = (text: string): string => {
  const bytes = Buffer.from(text);
  if (bytes.length <= MAX_TEXT_BYTES && !LOOKS_CUT.test(text)) return text;
  // As a stream, so that a character that the cut divides is left out.
  const beginning = new TextDecoder().decode(bytes.subarray(0, MAX_TEXT_BYTES - 65), { stream: true });
  return `${beginning}~${sha256(text).toString('hex')}`;
};

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
