import type { CurrencyCode } from '../../domain/currency.ts';
import type { Money } from '../../domain/money.ts';
import { UnreadablePayloadError } from '../../platform/errors.ts';

/** Without decimals by ISO 4217, but sent with two of them for the sake of old integrations; those two are always zeros. */
const SENT_IN_HUNDREDTHS: readonly string[] = ['ISK', 'UGX'];
/** With two decimals by ISO 4217, but sent in whole units. */
const SENT_WHOLE: readonly string[] = ['MGA'];

/**
 * An amount as Stripe sends it, in the minor units of ISO 4217. The two agree for all but three currencies.
 * Throws `UnreadablePayloadError` rather than round.
 * @see https://docs.stripe.com/currencies
 */
export const isoMinor = (amount: number, currency: CurrencyCode): number => {
  const minor = toIso(amount, currency);
  if (!Number.isSafeInteger(minor)) throw new UnreadablePayloadError(`${amount} is no exact amount of ${currency}`);
  return minor;
};

export const isoMoney = (amount: number, currency: CurrencyCode): Money => ({ minor: isoMinor(amount, currency), currency });

const toIso = (amount: number, currency: CurrencyCode): number => {
  if (SENT_IN_HUNDREDTHS.includes(currency)) return amount / 100;
  return SENT_WHOLE.includes(currency) ? amount * 100 : amount;
};
