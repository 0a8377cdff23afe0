import * as z from 'zod';
import { currencyCode } from '../domain/currency.ts';
import { PROVIDER_IDS } from '../domain/keys.ts';
import { isRecord } from './record.ts';
import type { Settings } from './settings.ts';

/** A code that ISO 4217 lists, in any case of letters; read as upper case. */
export const currencySchema = z
  .string()
  .refine((text) => currencyCode(text) !== undefined, 'is no ISO 4217 currency code')
  .transform((text) => text.toUpperCase());

/** What a laptop uses where the settings file says nothing. In AWS every field is set by the stage's configuration. */
export const LOCAL_DEFAULTS: Settings = {
  providers: PROVIDER_IDS,
  stripe: { recordFrom: 'charges' },
  recurly: { currency: 'USD' },
  chargify: { currency: 'USD', site: null },
  refunds: 'net',
  testMode: 'accept',
  eventRetentionDays: 90,
};

/** Settings as JSON: every field given, none unknown. */
export const settingsSchema = z.strictObject({
  providers: z.array(z.enum(PROVIDER_IDS)).min(1),
  stripe: z.strictObject({ recordFrom: z.enum(['charges', 'invoices']) }),
  recurly: z.strictObject({ currency: currencySchema }),
  chargify: z.strictObject({ currency: currencySchema, site: z.string().min(1).nullable() }),
  refunds: z.enum(['net', 'archive']),
  testMode: z.enum(['accept', 'ignore']),
  eventRetentionDays: z.int().min(31).max(3650),
});

/** Settings that do not hold: one clear sentence per bad field. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** The whole settings, every field given. Throws `SettingsError` naming each bad field. */
export const parseSettings = (json: unknown): Settings => {
  const result = settingsSchema.safeParse(json);
  if (result.success) return result.data;
  throw new SettingsError(result.error.issues.map(problemOf));
};

/** A partial settings file over the defaults, field by field. Throws `SettingsError`; an unknown field is an error. */
export const mergeSettings = (defaults: Settings, json: unknown): Settings => {
  if (!isRecord(json)) throw new SettingsError(['settings: must be a JSON object']);
  return parseSettings(mergeFields(defaults, json));
};

const mergeFields = (base: Readonly<Record<string, unknown>>, over: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const merged: Record<string, unknown> = { ...base };
  for (const [field, value] of Object.entries(over)) {
    const under = Object.hasOwn(base, field) ? base[field] : undefined;
    merged[field] = isRecord(under) && isRecord(value) ? mergeFields(under, value) : value;
  }
  return merged;
};

const problemOf = (issue: z.core.$ZodIssue): string => {
  const path = issue.path.join('.') || 'settings';
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => `${[...issue.path, key].join('.')}: unknown field`).join('\n');
  return `${path}: ${issue.message}`;
};
