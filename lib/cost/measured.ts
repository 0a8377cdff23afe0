/** DynamoDB's request units: a write of up to 1 KB, a consistent read of up to 4 KB. */
export type Units = { readonly write: number; readonly read: number };

/**
 * What one event takes of DynamoDB, everything included: record, row, index entry, reads before. test/process/budget.test.ts measures it
 * (what DynamoDB reports as consumed) and fails when it is not this, so the cost model cannot drift from the code. Bodies are of 2.2 KB.
 */
export const UNITS = {
  /** A first payment whose customer is known. */
  payment: { write: 3, read: 3 },
  /** The same where the payment stands for an invoice (Recurly, and Stripe in invoices mode). */
  invoicePayment: { write: 4, read: 4 },
  /** A refund of a payment that is there. */
  refund: { write: 3, read: 3 },
  /** A subscription that changed. */
  subscription: { write: 3, read: 3 },
  /** An event that means nothing to the ledger: recorded only, with its body. */
  ignored: { write: 1, read: 1 },
  /** An event that came before. */
  duplicate: { write: 0, read: 1 },
} as const satisfies Readonly<Record<string, Units>>;

/** Bytes of the items that are kept. test/cost/measured.test.ts and test/ledger/item-size.test.ts hold them: none is larger. */
export const ITEM_BYTES = {
  /** A record but for its body. */
  record: 340,
  /**
   * What the dictionaries leave of a byte of the body, at most: 276 of 2,099 and 454 of 3,915 of bodies of Stripe's with random ids.
   * Longer bodies are compressed better.
   */
  ofBodyByte: 0.15,
  row: 600,
  rowInIndex: 400,
} as const;

/** What is written to the logs, without line ends; test/cost/measured.test.ts measures it. */
export const LOG_LINES = {
  /** Of each request, by the gateway. */
  access: { lines: 1, bytes: 65 },
  /** Of the place of the secret that verified requests, by an ingest function now and then. */
  position: { lines: 1, bytes: 260 },
  /** Of each event, by the processor. */
  processed: { lines: 1, bytes: 190 },
  ignored: { lines: 1, bytes: 190 },
  /** Of each minute, by the sweeper, and by the processor of its heartbeat, with five providers. */
  pulse: { lines: 9, bytes: 1_800 },
} as const satisfies Readonly<Record<string, LogLines>>;

/** A function tells of the secret that verifies its requests once in so many minutes. */
export const POSITION_EVERY_MINUTES = 5;

export type LogLines = { readonly lines: number; readonly bytes: number };
