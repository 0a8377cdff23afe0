import { type CustomerKey, type ProviderKey, providerKey } from '../../domain/keys.ts';
import type { Candidates, CustomerEvent } from '../../domain/ledger-event.ts';
import type { Version } from '../../domain/version.ts';
import type { Keys } from '../../platform/metadata.ts';
import type { ReadingSettings } from '../../platform/settings.ts';
import type { ParsedEvent } from '../provider.ts';

/** What every reader needs to know of the event beside its object. */
export type Context = {
  readonly type: string;
  readonly version: Version;
  /** The event speaks an API version from before 2025-03-31 ("basil"). */
  readonly beforeBasil: boolean;
  readonly settings: ReadingSettings;
};

export type Reading = Pick<ParsedEvent, 'ledgerEvents' | 'ignored' | 'unknownWords'>;

/** Reads one kind of event from its whole JSON. Throws `UnreadablePayloadError`. */
export type Reader = (event: unknown, context: Context) => Reading;

export const ignored = (reason: string): Reading => ({ ledgerEvents: [], ignored: reason });

export const recorded = (ledgerEvents: Reading['ledgerEvents'], unknownWords: readonly string[] = []): Reading => ({
  ledgerEvents,
  ...(unknownWords.length > 0 && { unknownWords }),
});

type Kind = 'charge' | 'customer' | 'dispute' | 'invoice' | 'payment_intent' | 'refund' | 'subscription';

export const stripeKey = (kind: Kind, id: string): ProviderKey => providerKey('stripe', kind, id);

/** The keys of those references that are there, in the order in which they are written. */
export const keysOf = (references: { readonly [K in Kind]?: string | undefined }): readonly ProviderKey[] =>
  Object.entries(references).flatMap(([kind, id]) => (id === undefined ? [] : [providerKey('stripe', kind, id)]));

/** Who referred the customer, where the metadata of an object names both. */
export const referralIn = (keys: Keys, version: Version): readonly CustomerEvent[] =>
  keys.customerKey === undefined || keys.partnerKey === undefined
    ? []
    : [{ kind: 'customer', customerKey: keys.customerKey, partnerKey: keys.partnerKey, links: [], from: version.at, version }];

export const candidates = (explicit: CustomerKey | undefined, links: readonly ProviderKey[]): Candidates => ({
  ...(explicit !== undefined && { explicit }),
  links,
});
