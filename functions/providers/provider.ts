import type { CustomerKey, ProviderId } from '../domain/keys.ts';
import type { LedgerEvent, Millis } from '../domain/ledger-event.ts';
import type { ProviderSecret } from '../platform/secret-values.ts';
import type { ReadingSettings } from '../platform/settings.ts';

/**
 * Everything that the product needs to know of one payment provider. A sixth one is a folder with this, and a line in `all.ts` and in
 * `set-ups.ts`.
 */
export type Provider = SetUp & {
  /** Grows by one when `parse` changes its reading of any body. */
  readonly adapterVersion: number;
  readonly verifier: Verifier;
  readonly parse: Parse;
};

/** What people must know to connect a provider. Data alone: the API tells it, and holds no parser. */
export type SetUp = {
  readonly id: ProviderId;
  /** As people write it: `Stripe`. */
  readonly name: string;
  /** The event types to tick in the provider's panel, as it writes them: those that mean something to the ledger, and no other. */
  readonly eventsToTick: readonly string[];
};

/** The part that an ingest function bundles: no parser, no schema library. */
export type Verifier = {
  readonly provider: ProviderId;
  /** Pure. Secrets that are missing or of the wrong shape never verify anything (fail closed). */
  readonly verify: (request: WebhookRequest, secret: ProviderSecret, now: Date) => Verdict;
  /** Lower-case names of request headers that `parse` needs; everything else is dropped at the door. */
  readonly keepHeaders: readonly string[];
  /** The value of `WWW-Authenticate` on every 401, where the provider uses Basic credentials. */
  readonly challenge?: string;
};

/** A webhook request with its body as the bytes that were signed. Header names are lower case; a doubled header arrives as one value joined by a comma. */
export type WebhookRequest = {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
};

/** `secretIndex` is the position of the live secret that verified, a metric during rotations. */
export type Verdict =
  | { readonly verified: true; readonly secretIndex: number }
  | { readonly verified: false; readonly reason: RejectionReason };

export type RejectionReason =
  | 'no_secret_configured'
  | 'credentials_missing'
  | 'credentials_malformed'
  | 'credentials_wrong'
  | 'signature_missing'
  | 'signature_malformed'
  | 'signature_wrong'
  | 'timestamp_out_of_range';

/** A verified delivery as the parser sees it. `receivedAt` is for the one provider whose bodies carry no time. */
export type ParseInput = {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly receivedAt: Date;
  readonly settings: ReadingSettings;
};

/** Pure. Throws `UnreadablePayloadError` when the body is authentic but cannot be read; nothing else. */
export type Parse = (input: ParseInput) => ParsedEvent;

/** What a body says. `ledgerEvents` is empty when, and only when, `ignored` gives the reason. */
export type ParsedEvent = {
  /** The provider's event id, or a made one where it has none. */
  readonly eventId: string;
  /** The provider's own word, for people and for counting: `charge.succeeded`. */
  readonly type: string;
  /** When the provider says it happened, null where it does not say. */
  readonly occurredAt: Millis | null;
  readonly ledgerEvents: readonly LedgerEvent[];
  /** Customers whom the body names and the ledger events do not (a refund belongs to its payment): for finding a person's data again. */
  readonly customerKeys?: readonly CustomerKey[];
  readonly ignored?: string;
  /** Words that our tables do not know (a subscription status): counted, so that they are noticed. */
  readonly unknownWords?: readonly string[];
};
