import type { CandidateFacts } from '../domain/candidates.ts';
import type { Claim } from '../domain/claims.ts';
import type { CustomerFacts } from '../domain/customer.ts';
import type { AwaitedKey, CustomerKey, EventKey, ProviderId, ProviderKey, SubscriptionKey, TransactionKey } from '../domain/keys.ts';
import type { CurrencyCode, Millis } from '../domain/ledger-event.ts';
import type { AliasFacts, PlacedFacts } from '../domain/placement.ts';
import type { Reductions } from '../domain/reductions.ts';
import type { SubscriptionFacts, SubscriptionView } from '../domain/subscription.ts';
import type { TransactionFacts } from '../domain/transaction.ts';
import type { TransactionView } from '../domain/transaction-view.ts';

/** Rows keep this many of the newest event keys that changed them. */
export const MAX_EVENT_KEYS = 100;

/**
 * What every row has. `version` counts its writes: 0 means that it was not there when it was read; a write holds only when the
 * stored version is still this one, and leaves the next.
 */
type Row<Key, Facts> = {
  readonly key: Key;
  readonly version: number;
  readonly facts: Facts;
};

/** Who brought the row to its present state; tells the story, and is no part of the state itself. */
type Story = {
  /** The newest events that changed the row, oldest first, at most `MAX_EVENT_KEYS`. */
  readonly eventKeys: readonly EventKey[];
  /** The money before the newest change (null: there was none), so that a repeat after a crash can still tell it. */
  readonly before: MoneyState | null;
  /** When the row was first written. */
  readonly recordedAt: Millis;
};

export type MoneyState = {
  readonly netAmount: number;
  readonly amount: number | null;
  readonly currency: CurrencyCode | null;
  readonly status: string;
  readonly customerKey: CustomerKey | null;
};

/** Whose the row is, as it was last resolved. */
type Resolved = {
  readonly customerKey: CustomerKey | null;
  /** Unknown candidates better than the customer: each has a waiting entry. */
  readonly awaiting: readonly AwaitedKey[];
};

export type TransactionRow = Row<TransactionKey, TransactionFacts> &
  Story &
  Resolved & {
    /** The reductions of the items placed here, by item key. */
    readonly placed: Readonly<Record<string, Reductions>>;
  };

export type SubscriptionRow = Row<SubscriptionKey, SubscriptionFacts> & Story & Resolved;

/** A refund, figure or dispute that does not name its payment, and where it is placed. Waits while `placedIn` is null. */
export type PlacedItem = Row<ProviderKey, PlacedFacts> & Story & { readonly placedIn: TransactionKey | null };

/** What an invoice, charge or payment intent stands for. */
export type AliasItem = Row<ProviderKey, AliasFacts>;

export type CustomerItem = Row<CustomerKey, CustomerFacts> & {
  readonly eventKeys: readonly EventKey[];
  readonly createdAt: Millis;
  readonly updatedAt: Millis;
};

/** One claim of a provider key. `isSameClaim` says when two of a key are one item. */
export type ClaimItem = {
  readonly providerKey: ProviderKey;
  readonly claim: Claim;
  /** Its target was erased: who meets it keeps no body. A mark beside the claim, which itself never changes. */
  readonly erased?: true;
};

/** When a verified event of a provider was last received, to a minute or so. */
export type LastEvent = {
  readonly provider: ProviderId;
  readonly receivedAt: Millis;
  /** How long the provider is usually silent, as far as it is known. */
  readonly usualGap?: Millis;
};

export type RowTable = 'transactions' | 'subscriptions';
export type RowRef = { readonly table: RowTable; readonly key: string };

/** Says that a row needs a key that is not known yet. */
export type WaitingEntry = {
  readonly awaited: AwaitedKey;
  readonly row: RowRef;
  readonly since: Millis;
  /** New at every put: a delete holds only for the entry that was read. */
  readonly token: string;
};

/** A provider key that has more than one target since a claim, and the time from which payments may have to change hands (null: all). */
export type ContestedLink = { readonly providerKey: ProviderKey; readonly from: Millis | null };

/**
 * Work that the API left behind in the transaction that made keys known: to release what waits for them, and to resolve again what
 * was recorded under another target of a link. Its id is that of the claims' version. Deleted last.
 */
export type ReleaseJob = {
  readonly id: string;
  readonly keys: readonly AwaitedKey[];
  readonly createdAt: Millis;
};

/** A transaction as lists show it. */
export type ListedTransaction = {
  readonly key: TransactionKey;
  readonly customerKey: CustomerKey;
  readonly view: TransactionView;
  readonly eventKeys: readonly EventKey[];
  readonly recordedAt: Millis;
};

export type ListedSubscription = { readonly key: SubscriptionKey; readonly customerKey: CustomerKey; readonly view: SubscriptionView };

export type WaitingKind = 'payment' | 'refund' | 'refund_figure' | 'dispute' | 'subscription';

/** A row that counts nothing yet. */
export type WaitingRow = {
  readonly key: string;
  readonly kind: WaitingKind;
  readonly amount: number | null;
  readonly currency: CurrencyCode | null;
  readonly since: Millis;
  readonly candidates: CandidateFacts;
  readonly awaiting: readonly AwaitedKey[];
  /** What a reduction that names no payment refers to. */
  readonly refs: readonly ProviderKey[];
  readonly eventKeys: readonly EventKey[];
};
