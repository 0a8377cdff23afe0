import type { ProviderId } from '../../functions/domain/keys.ts';
import type { Oracle } from './oracle.ts';

/** Milliseconds since 1970, in UTC. */
export type Millis = number;

/** One event as its provider sends it: the bytes stand, the signature is made at each delivery. */
export type WireEvent = {
  readonly provider: ProviderId;
  /** The provider's own word: `charge.succeeded`. */
  readonly type: string;
  /** Unique in the world, for plans and reports: the provider's event id, a made one where it has none (Recurly). */
  readonly id: string;
  /** When the provider sends it first. Several events may have the same time. */
  readonly at: Millis;
  readonly body: Buffer;
  readonly contentType: string;
  /** Whether the ledger may learn anything of it. `ignored`: a type that means nothing to it, or a test-mode event. */
  readonly means: 'something' | 'ignored';
};

/** What the team's own back end does through the REST API. Its words hold for all times, so that their place among the events is free. */
export type TeamAct = {
  readonly at: Millis;
  readonly kind: 'create_customer';
  readonly key: string;
  readonly partnerKey: string | null;
  readonly providerKeys: readonly string[];
};

/** All that happens, in order of time, and the ledger that must result from it whatever the order of delivery. */
export type World = {
  readonly events: readonly WireEvent[];
  readonly acts: readonly TeamAct[];
  readonly oracle: Oracle;
};

export type WorldOptions = {
  /** Same options, same bytes. */
  readonly seed: number;
  /** People, dealt out over the providers. */
  readonly customers: number;
  readonly providers: readonly ProviderId[];
  /** Which Stripe object is the payment. */
  readonly recordFrom: 'charges' | 'invoices';
  /** Whether events of the test mode are to be part of the ledger. */
  readonly testMode: 'accept' | 'ignore';
  /** The Chargify site whose events count. Only then another site's events happen as well, and mean nothing. */
  readonly chargifySite?: string;
  /** Of the amounts that come without one; `USD` when nothing is said. */
  readonly currencies?: { readonly recurly: string; readonly chargify: string };
  readonly begin: Date;
  /** How many months the world lives. */
  readonly months: number;
};
