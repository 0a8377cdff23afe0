import * as z from 'zod';
import { currencyCode } from '../../domain/currency.ts';
import { keyProblem } from '../../domain/keys.ts';
import { UnreadablePayloadError } from '../../platform/errors.ts';

/** The value as the schema reads it. Throws `UnreadablePayloadError` naming the fields that do not fit, never their values. */
export const check = <S extends z.ZodType>(schema: S, value: unknown): z.output<S> => {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new UnreadablePayloadError(problems.join('; '));
};

/** Ids become parts of keys, so they obey the rule for keys: 1-255 characters, no control characters. */
export const identifier = z.string().refine((text) => keyProblem(text) === undefined, 'is no id');
export const reference = identifier.nullish();

const LAST_SECOND_OF_9999 = 253_402_300_799;
/** Stripe tells seconds, the ledger keeps milliseconds. */
export const time = z
  .int()
  .min(0)
  .max(LAST_SECOND_OF_9999)
  .transform((seconds) => seconds * 1000);

/** Stripe's own minor units. `z.int` refuses fractions and everything beyond 2^53. */
export const amount = z.int().min(0);

export const currency = z.string().transform((text, context) => {
  const code = currencyCode(text);
  if (code !== undefined) return code;
  context.addIssue('is no ISO 4217 currency code');
  return z.NEVER;
});

/** What people wrote, made storable: no store keeps a lone surrogate. Empty text is absent. */
export const words = z
  .string()
  .nullish()
  .transform((text) => text?.toWellFormed() || undefined);

/** A field that somebody else checks; in zod 4 a bare `z.unknown()` must be there. */
export const anything = z.unknown().optional();

/** For what is only of use when it is sound: null instead of an error. */
export const nullIfBroken = <S extends z.ZodType>(schema: S) => schema.nullable().catch(null);
