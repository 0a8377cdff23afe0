import { type CurrencyCode, currencyCode } from '../domain/currency.ts';
import * as z from './zod.ts';

/*
 * What the team says of a transaction of its own, field by field: the same in a JSON body and in a row of CSV.
 */

const MOST_MINOR = 50_000_000_000;
const AMOUNT_RULE = `must be a whole number of minor units from -${MOST_MINOR} to ${MOST_MINOR}`;

/** Minor units, negative for a correction. */
export const amountField = () =>
  z
    .int(AMOUNT_RULE)
    .min(-MOST_MINOR, AMOUNT_RULE)
    .max(MOST_MINOR, AMOUNT_RULE)
    // JSON has a -0, which would be stored and compared as another number than 0.
    .transform((minor) => minor + 0)
    .openapi({ type: 'integer', minimum: -MOST_MINOR, maximum: MOST_MINOR, example: 4900 });

const WHOLE_NUMBER = /^-?[0-9]{1,12}$/;

/** The same as text: digits alone, so that `12.50` is refused and not taken for 12 or for 1250. */
export const amountText = () => z.string(AMOUNT_RULE).regex(WHOLE_NUMBER, AMOUNT_RULE).transform(Number).pipe(amountField());

export const currencyField = () =>
  z
    .string('must be a text')
    .transform((text, context): CurrencyCode => {
      const code = currencyCode(text);
      if (code !== undefined) return code;
      context.addIssue({ code: 'custom', message: 'is not an ISO 4217 currency, such as USD' });
      return z.NEVER;
    })
    .openapi({ type: 'string', example: 'USD' });

const MOST_WORD = 1_000;

/** A product or a category. */
export const wordField = () =>
  z
    .string('must be a text')
    .min(1, 'is empty')
    .max(MOST_WORD, `is longer than ${MOST_WORD} characters`)
    .refine((text) => text.isWellFormed(), 'has a lone surrogate')
    .openapi({ example: 'gold-yearly' });
