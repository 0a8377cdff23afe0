import type { Millis } from './world.ts';

/** The rows that must stand in the ledger. Counted from the world's own books, never by the product's parser or merge. */
export type Oracle = {
  readonly customers: readonly ExpectedCustomer[];
  /** Rows under a customer. */
  readonly transactions: readonly ExpectedTransaction[];
  readonly subscriptions: readonly ExpectedSubscription[];
  /** Keys of rows, and of placed refunds, that wait for ever: their customer or their payment never appears. */
  readonly waiting: readonly string[];
};

export type ExpectedCustomer = { readonly key: string; readonly partnerKey: string | null };

/** The fields of `GET /v1/transactions/{key}` that the world answers for, amounts in minor units. */
export type ExpectedTransaction = {
  readonly key: string;
  readonly customerKey: string;
  readonly partnerKey: string | null;
  readonly amount: number;
  readonly refundedAmount: number;
  readonly disputedAmount: number;
  readonly netAmount: number;
  readonly currency: string;
  readonly status: string;
  readonly archived: boolean;
  readonly occurredAt: Millis;
};

export type ExpectedSubscription = {
  readonly key: string;
  readonly customerKey: string;
  readonly planKey: string | null;
  readonly status: string;
  readonly quantity: number | null;
  readonly components: Readonly<Record<string, number>>;
};
