import type { Claim } from '../domain/claims.ts';
import type { AwaitedKey, CustomerKey, EventKey, PartnerKey, ProviderKey, SubscriptionKey, TransactionKey } from '../domain/keys.ts';
import type { Millis } from '../domain/ledger-event.ts';
import type { EventRecord } from './event-record.ts';
import type { Heartbeat } from './heartbeat.ts';
import type { Job, OpenJob } from './job.ts';
import type {
  AliasItem,
  ClaimItem,
  CustomerItem,
  LastEvent,
  ListedSubscription,
  ListedTransaction,
  PlacedItem,
  ReleaseJob,
  SubscriptionRow,
  TransactionRow,
  WaitingEntry,
  WaitingRow,
} from './rows.ts';

/** Somebody else wrote first: read again, resolve again, merge again. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';
}

/** A cursor that this list did not give. */
export class CursorError extends Error {
  override readonly name = 'CursorError';
}

/** One item to write. Rows and jobs hold under their version, claims and release jobs only when they are not there yet. */
export type Put =
  | { readonly kind: 'transaction'; readonly item: TransactionRow }
  | { readonly kind: 'subscription'; readonly item: SubscriptionRow }
  | { readonly kind: 'placed'; readonly item: PlacedItem }
  | { readonly kind: 'alias'; readonly item: AliasItem }
  | { readonly kind: 'customer'; readonly item: CustomerItem }
  | { readonly kind: 'claim'; readonly item: ClaimItem }
  | { readonly kind: 'release_job'; readonly item: ReleaseJob }
  | { readonly kind: 'job'; readonly item: Job };

export type Page<T> = { readonly items: readonly T[]; readonly nextCursor: string | null };
export type PageRequest = { readonly limit: number; readonly cursor?: string | undefined };

/** From `from` on, to before `to`; null: without end on that side. */
export type TimeRange = { readonly from: Millis | null; readonly to: Millis | null };

/**
 * The ledger and the event archive. Every read by key is strongly consistent; only the lists read an index.
 * Two stores pass one suite: DynamoDB, and memory for tests.
 */
export type Ledger = {
  readonly readTransaction: (key: TransactionKey) => Promise<TransactionRow | undefined>;
  /** Those of these transactions that are there, in no particular order. */
  readonly readTransactions: (keys: readonly TransactionKey[]) => Promise<readonly TransactionRow[]>;
  readonly readSubscription: (key: SubscriptionKey) => Promise<SubscriptionRow | undefined>;
  readonly readPlaced: (key: ProviderKey) => Promise<PlacedItem | undefined>;
  readonly readAlias: (ref: ProviderKey) => Promise<AliasItem | undefined>;
  readonly readCustomer: (key: CustomerKey) => Promise<CustomerItem | undefined>;
  /** Those of these customers that are there, in no particular order. */
  readonly readCustomers: (keys: readonly CustomerKey[]) => Promise<readonly CustomerItem[]>;
  /**
   * The claims of a provider key that answer whatever is asked of a time or of a claim (`claimsUpTo`), in no particular order. What it
   * takes does not grow with the claims of a target. Strongly consistent: every claim that was written before it was asked.
   */
  readonly readClaims: (providerKey: ProviderKey, upTo: Millis | Claim) => Promise<readonly ClaimItem[]>;
  /** All claims of a provider key, however many: for jobs. Strongly consistent. */
  readonly allClaims: (providerKey: ProviderKey, page: PageRequest) => Promise<Page<ClaimItem>>;

  /** Marks a claim as one of an erased customer. May be repeated. Throws `ConflictError` when there is no such claim. */
  readonly markErased: (claim: ClaimItem) => Promise<void>;

  /** All or nothing. Throws `ConflictError` when a condition does not hold. */
  readonly write: (puts: readonly Put[]) => Promise<void>;

  readonly readRecord: (key: EventKey) => Promise<EventRecord | undefined>;
  /**
   * Keeps the body (null: none comes with it) unless it is kept already, and then the record, under the record's version. With an
   * erased record no body is kept, and those that were are deleted. Throws `ConflictError`.
   */
  readonly writeRecord: (record: EventRecord, body: Buffer | null) => Promise<void>;
  /** The bodies of an event, byte for byte, in the order of `record.bodies`. */
  readonly readBodies: (record: EventRecord) => Promise<readonly Buffer[]>;

  /**
   * Records received from `from` on and before `to` (null: without end on that side), in no particular order. `limit` is what one page
   * looks at, so that a page may be empty and have a next. Reads all of the archive, over all pages: for jobs.
   */
  readonly scanRecords: (
    received: { readonly from: Millis | null; readonly to: Millis | null },
    page: PageRequest,
  ) => Promise<Page<EventRecord>>;

  /** Says that an event names a row and told it nothing new, where the row does not list it. May be repeated. */
  readonly putMention: (row: string, event: EventKey) => Promise<void>;
  /** Strongly consistent, at most so many. */
  readonly mentions: (row: string, limit: number) => Promise<readonly EventKey[]>;

  readonly putWaitingEntry: (entry: WaitingEntry) => Promise<void>;
  /** Strongly consistent; `after` is the last row key of the page before. */
  readonly waitingEntries: (
    awaited: AwaitedKey,
    page: { readonly limit: number; readonly after?: string | undefined },
  ) => Promise<readonly WaitingEntry[]>;
  /** Deletes the entry only when it still bears the token that was read. */
  readonly deleteWaitingEntry: (entry: WaitingEntry) => Promise<void>;
  /**
   * Every waiting entry there is, for the sweeper. `limit` is what one page looks at, customers and claims included, so that a page may be
   * empty and have a next.
   */
  readonly allWaitingEntries: (page: PageRequest) => Promise<Page<WaitingEntry>>;

  readonly readReleaseJob: (id: string) => Promise<ReleaseJob | undefined>;
  readonly releaseJobs: (page: PageRequest) => Promise<Page<ReleaseJob>>;
  readonly deleteReleaseJob: (id: string) => Promise<void>;

  readonly readJob: (id: string) => Promise<Job | undefined>;
  /** The marks of jobs that are not over, and of some that are. Each write of a job that is not over leaves its mark. */
  readonly openJobs: (page: PageRequest) => Promise<Page<OpenJob>>;
  /** Puts a mark again, under a later time. */
  readonly markJob: (job: OpenJob) => Promise<void>;
  /** Deletes the mark of a job that is over, unless it bears another time than the one that was read. */
  readonly unmarkJob: (job: OpenJob) => Promise<void>;

  /** The customers of a partner, or all of them, in no particular order. Eventually consistent. */
  readonly customerKeys: (partner: PartnerKey | undefined, page: PageRequest) => Promise<Page<CustomerKey>>;
  /** Newest first, by the time of the payment. Eventually consistent. */
  readonly listTransactions: (customer: CustomerKey, page: PageRequest) => Promise<Page<ListedTransaction>>;
  /** Keys of a customer's transactions with `paidAt` at or after `from`. Eventually consistent. */
  readonly transactionKeysSince: (customer: CustomerKey, from: Millis | null, page: PageRequest) => Promise<Page<TransactionKey>>;
  /** What the customer paid in a time that does not end before it begins, oldest first. Eventually consistent. */
  readonly transactionsBetween: (customer: CustomerKey, between: TimeRange, page: PageRequest) => Promise<Page<ListedTransaction>>;
  readonly listSubscriptions: (customer: CustomerKey, page: PageRequest) => Promise<Page<ListedSubscription>>;
  readonly listWaiting: (page: PageRequest) => Promise<Page<WaitingRow>>;
  readonly listUnreadable: (page: PageRequest) => Promise<Page<EventRecord>>;

  /** Notes when a verified event of a provider was last received; an older note than the one that is there is forgotten. */
  readonly noteLastEvent: (event: LastEvent) => Promise<void>;
  /** One note at most for each provider. */
  readonly lastEvents: () => Promise<readonly LastEvent[]>;

  /** Notes that a heartbeat was handled; false, and nothing is noted, when one is there that was sent at that time or later. */
  readonly noteHeartbeat: (heartbeat: Heartbeat) => Promise<boolean>;
  readonly lastHeartbeat: () => Promise<Heartbeat | undefined>;

  /** A choice that holds for ever once made: writes the value when there is none, and returns the one that holds. */
  readonly fixChoice: (name: string, value: string) => Promise<string>;
};
