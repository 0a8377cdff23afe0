import type { CurrencyCode } from './currency.ts';
import type { CustomerKey, PartnerKey, ProviderKey, SubscriptionKey, TransactionKey } from './keys.ts';
import type { Money } from './money.ts';
import type { Version } from './version.ts';

/** What the core sees of a provider event: one event becomes zero or more of these facts. Plain JSON: times are milliseconds. */
export type LedgerEvent = CustomerEvent | PaymentEvent | RefundEvent | RefundFigureEvent | DisputeEvent | AliasEvent | SubscriptionEvent;

/** Milliseconds since 1970. */
export type Millis = number;

/**
 * A customer, or who referred it, or who it is at the provider.
 * `links` are claimed from `from` on (`null`: from the beginning, for providers whose customer events have no time).
 * Payment events carry no links; they may name a customer together with its partner.
 */
export type CustomerEvent = {
  readonly kind: 'customer';
  readonly customerKey: CustomerKey;
  readonly partnerKey?: PartnerKey;
  readonly email?: string;
  readonly name?: string;
  readonly links: readonly ProviderKey[];
  readonly from: Millis | null;
  /** When we received it, for providers whose customer events have no time: the version then has none, and what it tells of the person is ordered by this. */
  readonly receivedAt?: Millis;
  readonly version: Version;
};

/** `unpaid` is an attempt that may still be paid; `failed` and `voided` undo a payment for good. */
export type PaymentState = 'unpaid' | 'authorized' | 'succeeded' | 'failed' | 'voided';

/** The state of one payment as the event tells it. */
export type PaymentEvent = {
  readonly kind: 'payment';
  readonly key: TransactionKey;
  readonly state: PaymentState;
  /** What was attempted or authorised. Not negative. */
  readonly amount: Money;
  /** Minor units that were captured so far; 0 for an authorisation. Counts only in state `succeeded` and above. */
  readonly captured: number;
  /** An authorisation that ran out or was released: voids the payment when nothing was ever captured. */
  readonly released?: true;
  /** The time of the payment itself (docs/data-model.md has the field for each provider): constant over its events. */
  readonly paidAt: Millis;
  readonly candidates: Candidates;
  readonly productKey?: string;
  readonly categoryKey?: string;
  /** Names under which refunds and disputes may refer to this payment: a Recurly invoice, the charge of a Stripe invoice. */
  readonly standsFor?: readonly ProviderKey[];
  readonly version: Version;
};

/** Whom a payment or subscription may belong to, in the words of one event. */
export type Candidates = {
  /** An explicit key on the object itself (metadata of a charge, invoice, subscription, checkout). The newest holds. */
  readonly explicit?: CustomerKey;
  /** The key of the customer inside the event. For a payment the one told earliest holds, for a subscription the newest. */
  readonly inEvent?: CustomerKey;
  /** The provider's customer id, then its subscription id. */
  readonly links: readonly ProviderKey[];
};

/**
 * The payment that a refund, a refund figure or a dispute lowers: named, or known only by something that a payment stands for.
 * With `refs` the fact gets an item of its own under `item` and is placed; no refs means that only an operator can place it.
 */
export type Target = { readonly transaction: TransactionKey } | { readonly item: ProviderKey; readonly refs: readonly ProviderKey[] };

/** One refund, by the provider's own id. It counts from its creation unless it failed or was cancelled. */
export type RefundEvent = {
  readonly kind: 'refund';
  readonly target: Target;
  /** The refund's id at the provider, without prefix: `re_1`. */
  readonly refundId: string;
  readonly amount: Money;
  /** The event tells no currency, and that of the settings was taken: the refund is in the currency of its payment, whichever that is. */
  readonly currencyAssumed?: true;
  readonly createdAt: Millis;
  /** True when this event is the one that tells of the refund's creation. */
  readonly creation: boolean;
  /** True when it failed or was cancelled; the time is the version's. */
  readonly failed: boolean;
  /** What the refund figures of the same payment are kept under: the Stripe charge. */
  readonly charge?: string;
  readonly version: Version;
};

/** A cumulative figure: so much of this charge was refunded at this time (Stripe `amount_refunded`). */
export type RefundFigureEvent = {
  readonly kind: 'refund_figure';
  readonly target: Target;
  readonly charge: string;
  readonly figure: Money;
  /** The part that was never captured and that this provider version tells as a refund, in minor units (else 0). */
  readonly uncaptured: number;
  /** The figure cannot hold that part, whatever version the event speaks: no figure of this charge does. */
  readonly uncapturedApart?: true;
  readonly version: Version;
};

/** `open` still runs, `lost` takes the money, `ended` is closed otherwise, `warning` is an inquiry that moves no money. */
export type DisputeState = 'warning' | 'open' | 'ended' | 'lost';

export type DisputeEvent = {
  readonly kind: 'dispute';
  readonly target: Target;
  readonly disputeId: string;
  readonly amount: Money;
  readonly state: DisputeState;
  /** The event tells that the funds came back. */
  readonly reinstated: boolean;
  /** The event tells that the funds were taken, at first or once more. */
  readonly withdrawn?: true;
  readonly createdAt: Millis;
  readonly version: Version;
};

/** This name stands for that payment from `at` on: a charge or payment intent for a Stripe invoice. */
export type AliasEvent = {
  readonly kind: 'alias';
  readonly ref: ProviderKey;
  readonly transaction: TransactionKey;
  readonly at: Millis;
  readonly version: Version;
};

export type SubscriptionStatus = 'pending' | 'trialing' | 'active' | 'past_due' | 'unpaid' | 'paused' | 'canceling' | 'ended';

/** What one event tells of a field. Absent fields of an event say nothing; `null` says "none". */
export type Told<T> = {
  readonly value: T;
  /** What the same event says the field was before, when it changed it (Stripe `previous_attributes`). */
  readonly previous?: T;
};

/** The current state of a recurring agreement, field by field; a field that the event does not tell is absent. */
export type SubscriptionEvent = {
  readonly kind: 'subscription';
  readonly key: SubscriptionKey;
  /** Our word and, beside it, the provider's own. */
  readonly status?: Told<{ readonly status: SubscriptionStatus; readonly providerStatus: string }>;
  readonly planKey?: Told<string | null>;
  readonly quantity?: Told<number | null>;
  readonly currentPeriodStart?: Told<Millis | null>;
  readonly currentPeriodEnd?: Told<Millis | null>;
  readonly canceledAt?: Told<Millis | null>;
  /** Chargify: component id -> allocated quantity, as text because quantities may have decimals. */
  readonly components?: Readonly<Record<string, string>>;
  readonly candidates: Candidates;
  /** The time at which the links are looked up: the event's own. Absent where it has none; then it is that of its receipt. */
  readonly occurredAt?: Millis;
  /** When we received it, for providers whose events have no time: of two of one version the one received later is newer. */
  readonly receivedAt?: Millis;
  readonly version: Version;
};

export type { CurrencyCode };
