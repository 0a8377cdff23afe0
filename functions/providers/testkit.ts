import type { ProviderSecret } from '../platform/secret-values.ts';
import type { Provider } from './provider.ts';

/** What tests and the simulator need to speak as a provider does: genuine bodies, genuinely signed. Never bundled into a function. */
export type Testkit = {
  readonly provider: Provider;
  /** The built-in secret of the laptop. */
  readonly secret: ProviderSecret;
  /** A secret of the same shape: another team's, or the next one of ours. */
  readonly otherSecret: ProviderSecret;
  /** `secret`, then `otherSecret`, both live at once: what a rotation looks like. */
  readonly rotatingSecret: ProviderSecret;
  /** What vouches for the bodies made here: a signature over their bytes, or credentials, which a changed byte leaves right. */
  readonly proof: 'signature' | 'credentials';
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

/**
 * What every provider can say: ids of digits (Chargify has no others), whole seconds, and minor units that are a multiple of 100
 * (Chargily has no others).
 */
export type TestPayment = {
  readonly eventId: string;
  readonly paymentId: string;
  readonly minor: number;
  readonly customerKey: string;
  readonly at: Date;
};

export type TestRefund = TestPayment & { readonly refundId: string };
