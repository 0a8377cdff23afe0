/** DynamoDB's request units: a write of up to 1 KB, a consistent read of up to 4 KB. */
export type Units = { readonly write: number; readonly read: number };

/**
 * What one event takes of DynamoDB, everything included: record, row, index entry, reads before. test/process/budget.test.ts measures it
 * (what DynamoDB reports as consumed) and fails when it is not this, so the cost model cannot drift from the code. Bodies are of 2.2 KB.
 */
export const UNITS = {
  /** A first payment whose customer is known. */
  payment: { write: 4, read: 3 },
  /** The same where the payment stands for an invoice (Recurly, and Stripe in invoices mode). */
  invoicePayment: { write: 5, read: 4 },
  /** A refund of a payment that is there. */
  refund: { write: 4, read: 3 },
  /** A subscription that changed. */
  subscription: { write: 4, read: 3 },
  /** An event that means nothing to the ledger: recorded only, with its body. */
  ignored: { write: 2, read: 1 },
  /** An event that came before. */
  duplicate: { write: 0, read: 1 },
} as const satisfies Readonly<Record<string, Units>>;
