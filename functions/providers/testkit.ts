import type { ProviderSecret } from '../platform/secret-values.ts';
import type { Provider } from './provider.ts';

/** What tests and the simulator need to speak as a provider does: genuine bodies, genuinely signed. Never bundled into a function. */
export type Testkit = {
  readonly provider: Provider;
  /** The built-in secret of the laptop. */
  readonly secret: ProviderSecret;
  /** A secret of the same shape that signs nothing of ours. */
  readonly otherSecret: ProviderSecret;
  /** Both live at once, the new one last: what a rotation looks like. */
  readonly rotatingSecret: ProviderSecret;
  readonly contentType: string;
  /** How this provider proves itself for this body: headers in lower case, and the query where it may use one. */
  readonly sign: (body: Buffer, secret: ProviderSecret, now: Date) => Signed;
  /** A payment that succeeded and names its customer. The bytes are a genuine event of this provider. */
  readonly payment: (payment: TestPayment) => Buffer;
  /** A refund of a part of that payment. Absent where the provider has no refunds. */
  readonly refund?: (refund: TestRefund) => Buffer;
  /** An authentic event of a type that means nothing to the ledger. */
  readonly unrelated: (event: { readonly eventId: string; readonly at: Date }) => Buffer;
  /** Where the ledger keeps a payment: `stripe:charge:ch_1`. */
  readonly transactionKey: (paymentId: string) => string;
};

export type Signed = { readonly headers: Readonly<Record<string, string>>; readonly query?: Readonly<Record<string, string>> };

export type TestPayment = {
  readonly eventId: string;
  readonly paymentId: string;
  readonly minor: number;
  readonly customerKey: string;
  readonly at: Date;
};

export type TestRefund = TestPayment & { readonly refundId: string };
