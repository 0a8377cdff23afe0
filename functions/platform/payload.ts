import * as z from 'zod';
import { currencyCode } from '../domain/currency.ts';
import { keyProblem } from '../domain/keys.ts';
import { UnreadablePayloadError } from './errors.ts';

/**
 * The part of a payload that a schema names. Throws `UnreadablePayloadError` with the path of the first field that does not fit
 * and what is wrong with it, never its value.
 */
export const readPayload = <Output>(schema: z.ZodType<Output>, payload: unknown): Output => {
  const result = schema.safeParse(payload);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new UnreadablePayloadError(`The payload does not fit at ${issue?.path.join('.') || 'its root'}: ${issue?.message}`);
};

/** What an event calls itself, as far as it does. */
export type EventName = { readonly eventId?: string | undefined; readonly eventType?: string | undefined };

/** Reads, and lets the `UnreadablePayloadError` of a reading that fails carry the name of its event. */
export const namingEvent = <T>({ eventId, eventType }: EventName, read: () => T): T => {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UnreadablePayloadError)) throw error;
    const name = { ...(eventId !== undefined && { eventId }), ...(eventType !== undefined && { eventType }) };
    throw new UnreadablePayloadError(error.message, { cause: error.cause, ...name });
  }
};

/** An id as it may stand in a key of ours: 1-255 characters, no control characters, no lone surrogates. */
export const idText = z.string().superRefine((text, context) => {
  const problem = keyProblem(text);
  if (problem !== undefined) context.addIssue(problem);
});

/** An id that may be missing; null and empty text count as missing. */
export const optionalId = z.preprocess((value) => (value === null || value === '' ? undefined : value), idText.optional());

/** A word of the provider's, such as a status: not empty, and made storable, because no store keeps a lone surrogate. */
export const word = z
  .string()
  .min(1)
  .transform((text) => text.toWellFormed());

/** Text that may be missing, made storable; null and empty text count as missing. */
export const optionalText = z
  .string()
  .nullish()
  .transform((text) => text?.toWellFormed() || undefined);

/** The last second that a time of four-digit years can show. */
const LAST_SECOND = 253_402_300_799;

/** JSON has a -0, which would be stored and compared as another number than 0. */
const plainZero = (value: number): number => value + 0;

/** A whole number, not negative and safe: a quantity. */
export const wholeNumber = z.int().nonnegative().transform(plainZero);

/** Milliseconds since 1970, up to the year 9999. */
export const milliseconds = z
  .int()
  .nonnegative()
  .max(LAST_SECOND * 1000)
  .transform(plainZero);

/** Whole seconds since 1970, read as milliseconds. */
export const seconds = z
  .int()
  .nonnegative()
  .max(LAST_SECOND)
  .transform((value) => plainZero(value * 1000));

/** An amount as the provider counts it: a safe integer, not negative. A decimal or a text is refused, never rounded. */
export const wholeAmount = wholeNumber;

/** An ISO 4217 code in any case, read as upper case. */
export const isoCurrency = z.string().transform((text, context) => {
  const code = currencyCode(text);
  if (code !== undefined) return code;
  context.addIssue('is no ISO 4217 currency code');
  return z.NEVER;
});
