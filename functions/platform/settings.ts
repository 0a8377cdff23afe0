import type { ProviderId } from '../domain/keys.ts';

/** What a team chooses, validated before a function sees it. */
export type Settings = {
  readonly providers: readonly ProviderId[];
  readonly stripe: { readonly recordFrom: RecordFrom };
  readonly recurly: { readonly currency: string };
  readonly chargify: { readonly currency: string; readonly site: string | null };
  readonly refunds: 'net' | 'archive';
  readonly testMode: 'accept' | 'ignore';
  /** Days until the record of a finished event may go; at least 31. */
  readonly eventRetentionDays: number;
};

export type RecordFrom = 'charges' | 'invoices';

/** The settings under which a body is read; ingest stamps them on the delivery, so that a later reading sees the same. */
export type ReadingSettings = {
  readonly recordFrom: RecordFrom;
  /** ISO 4217 code for payloads that carry no currency (Recurly, Chargify). */
  readonly currency: string;
  /** The Chargify subdomain whose events count; null accepts any. */
  readonly site: string | null;
  readonly testMode: 'accept' | 'ignore';
};

/** The settings that reading a body of this provider depends on. */
export const readingSettings = (settings: Settings, provider: ProviderId): ReadingSettings => ({
  recordFrom: settings.stripe.recordFrom,
  currency: provider === 'chargify' ? settings.chargify.currency : settings.recurly.currency,
  site: provider === 'chargify' ? settings.chargify.site : null,
  testMode: settings.testMode,
});
