import type { AwaitedKey, ProviderKey } from '../domain/keys.ts';
import type { Millis } from '../domain/ledger-event.ts';
import type { RowRef } from './rows.ts';

/** Work that a change of the ledger leaves behind. It travels on the delivery queue, beside the deliveries. */
export type Work =
  /** Resolve these rows again. */
  | { readonly kind: 'resolve'; readonly rows: readonly RowRef[] }
  /** Release what waits for a key that is known now, a page at a time, from after a row on. */
  | { readonly kind: 'release'; readonly awaited: AwaitedKey; readonly after?: string }
  /** Work off a release job and delete it last. */
  | { readonly kind: 'release_job'; readonly id: string }
  /** A link was claimed that may concern payments recorded under an earlier target: resolve those since `from` (null: all). */
  | { readonly kind: 'reclaim'; readonly providerKey: ProviderKey; readonly from: Millis | null };

/** Where work is left. Sending may repeat, never lose: all work may be done any number of times. */
export type WorkQueue = { readonly send: (work: Work, options?: { readonly delaySeconds?: number }) => Promise<void> };

const VERSION = 1;

export const encodeWork = (work: Work): string => JSON.stringify({ v: VERSION, ...work });
