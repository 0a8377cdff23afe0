import { type CurrencyCode, currencyCode } from '../../domain/currency.ts';
import type { Money } from '../../domain/money.ts';
import { UnreadablePayloadError } from '../../platform/errors.ts';
import type { ReadingSettings } from '../../platform/settings.ts';

/** An amount in the currency that the event tells, else in the one that the team configured. Throws when that one is no currency. */
export const moneyOf = (minor: number, told: CurrencyCode | null | undefined, settings: ReadingSettings): Money => {
  const currency = told ?? currencyCode(settings.currency);
  if (currency === undefined) throw new UnreadablePayloadError('Chargify sent no currency, and the configured one is no ISO 4217 code');
  return { minor, currency };
};
