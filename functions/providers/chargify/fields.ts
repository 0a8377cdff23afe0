import * as z from 'zod';
import { customerKey, keyProblem } from '../../domain/keys.ts';
import { UnreadablePayloadError } from '../../platform/errors.ts';
import type { Form } from './form.ts';

/** What texts of a form may mean. Chargify sends every value as text, and empty text for null. */

const text = z.string('is missing');

/** Chargify's ids are numbers in every event; leading zeros would give one thing two ids. */
export const id = text.regex(/^(?:0|[1-9][0-9]{0,254})$/, 'is no number of at most 255 digits');

/** An identifier: the event's type, a subdomain. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what a word must not hold
export const word = text.regex(/^[^\u0000-\u001f\u007f-\u009f]{1,255}$/, 'is no text of 1 to 255 characters without control characters');

/** A word or text that we keep or compare but never build a key from: any characters. */
export const prose = text.min(1, 'is empty');

export const flag = z.enum(['true', 'false'], 'is neither true nor false').transform((value) => value === 'true');

/** Minor units, exactly as written: no sign, no decimals, no exponent. */
export const cents = text
  .regex(/^(?:0|[1-9][0-9]*)$/, 'is no whole number of cents')
  .transform(Number)
  .refine(Number.isSafeInteger, 'is too large');

/** Stays text, because a float would not keep the decimals. */
export const quantity = text.regex(/^[0-9]{1,20}(?:\.[0-9]{1,20})?$/, 'is no quantity');

/** The reference of a Chargify customer, which is the team's own key of it. */
export const reference = text.transform((key, context) => {
  const problem = keyProblem(key);
  if (problem !== undefined) context.addIssue(problem);
  return problem === undefined ? customerKey(key) : z.NEVER;
});

/**
 * Milliseconds, from the three ways in which Chargify writes a time: `2016-11-08 16:22:20 -0500`, `2013-11-27 00:59:35 UTC`
 * and `2012-11-19T16:59:13Z`. A time without a zone is refused.
 */
export const time = text
  .transform((written) => written.replace(/^(\S+) (\S+) UTC$/, '$1T$2Z').replace(/^(\S+) (\S+) ([+-]\d\d)(\d\d)$/, '$1T$2$3:$4'))
  .pipe(z.iso.datetime({ offset: true, error: 'is no time with a zone' }))
  .transform((iso) => Date.parse(iso));

/** Not sent: undefined. Sent empty, which is Chargify's null: null. */
export const maybe = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? null : value), schema.nullable().optional());

/**
 * The fields of a schema under one name of the form, `payload[site]`, or at the top under ''. Only these are looked up.
 * Throws `UnreadablePayloadError` that names the first field which cannot be read, and never its value.
 */
export const readFields = <Shape extends z.ZodRawShape>(form: Form, under: string, schema: z.ZodObject<Shape>) => {
  const nameOf = (field: string): string => (under === '' ? field : `${under}[${field}]`);
  const texts = Object.fromEntries(Object.keys(schema.shape).map((field) => [field, form.text(nameOf(field))]));
  const read = schema.safeParse(texts);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new UnreadablePayloadError(`Chargify ${nameOf(String(issue?.path[0]))} ${issue?.message}`);
};
