import * as z from 'zod';
import { type AwaitedKey, type EventKey, PROVIDER_IDS, type ProviderKey } from '../domain/keys.ts';
import type { Millis } from '../domain/ledger-event.ts';
import { asciiJson } from '../platform/ascii-json.ts';
import type { RowRef, RowTable } from './rows.ts';

/** Under which settings an archived event is read again: those that it was stamped with, or today's. */
export const REPLAY_SETTINGS = ['then', 'now'] as const;
export type ReplaySettings = (typeof REPLAY_SETTINGS)[number];

/** Work that a change of the ledger leaves behind. It travels on the delivery queue, beside the deliveries. */
export type Work =
  /** Resolve these rows again. */
  | { readonly kind: 'resolve'; readonly rows: readonly RowRef[] }
  /** Release what waits for a key that is known now, a page at a time, from after a row on. */
  | { readonly kind: 'release'; readonly awaited: AwaitedKey; readonly after?: string }
  /** Work off a release job and delete it last. */
  | { readonly kind: 'release_job'; readonly id: string }
  /** Read an archived event again. */
  | { readonly kind: 'replay'; readonly event: EventKey; readonly settings: ReplaySettings }
  /** Work off one page of a job. */
  | { readonly kind: 'job'; readonly id: string }
  /**
   * A link was claimed that may concern payments recorded under an earlier target: resolve those since `from` (null: all), some pages at a
   * time, from a place on.
   */
  | { readonly kind: 'reclaim'; readonly providerKey: ProviderKey; readonly from: Millis | null; readonly place?: ReclaimPlace }
  /** Arrive, and be noted: it shows that the queue is worked off, and how long that takes. */
  | { readonly kind: 'heartbeat'; readonly sentAt: Millis };

/** A page of what one customer of the link has in a table. */
export type ReclaimPlace = { readonly customer: string; readonly table: RowTable; readonly cursor: string };

/** Where work is left. Sending may repeat, never lose: all work may be done any number of times. */
export type WorkQueue = { readonly send: (work: Work, options?: { readonly delaySeconds?: number }) => Promise<void> };

const VERSION = 1;

export const encodeWork = (work: Work): string => asciiJson({ v: VERSION, ...work });

/** A message that is no work of this version. It names the fields that are wrong, never their values. */
export class WorkFormatError extends Error {
  override readonly name = 'WorkFormatError';
}

const text = z.string();
const v = z.literal(VERSION);
const providerKey = z.templateLiteral([z.enum(PROVIDER_IDS), ':', text, ':', text]);
const event = z.templateLiteral([z.enum(PROVIDER_IDS), ':', text]);
const awaited = z.union([z.templateLiteral(['customer:', text]), z.templateLiteral(['link:', providerKey])]);
const table = z.enum(['transactions', 'subscriptions']);
const row = z.strictObject({ table, key: text });
const place = z.strictObject({ customer: text, table, cursor: text });

const workSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ v, kind: z.literal('resolve'), rows: z.array(row) }),
    z.strictObject({ v, kind: z.literal('release'), awaited, after: text.exactOptional() }),
    z.strictObject({ v, kind: z.literal('release_job'), id: text }),
    z.strictObject({ v, kind: z.literal('replay'), event, settings: z.enum(REPLAY_SETTINGS) }),
    z.strictObject({ v, kind: z.literal('job'), id: text }),
    z.strictObject({ v, kind: z.literal('reclaim'), providerKey, from: z.int().nullable(), place: place.exactOptional() }),
    z.strictObject({ v, kind: z.literal('heartbeat'), sentAt: z.int() }),
  ])
  .transform(({ v: _, ...work }): Work => work);

/** The work in a message. Throws `WorkFormatError` for anything that `encodeWork` did not write. */
export const decodeWork = (message: string): Work => {
  const result = workSchema.safeParse(parseJson(message));
  if (result.success) return result.data;
  throw new WorkFormatError(`A message is no work: ${result.error.issues.map(({ path }) => path.join('.') || 'message').join(', ')}`);
};

const parseJson = (message: string): unknown => {
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
};
