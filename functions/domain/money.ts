import { type CurrencyCode, currencyExponent } from './currency.ts';

/** An amount in the minor unit of its currency (cents for USD, yen for JPY). Always a safe integer, never a float. */
export type Money = { readonly minor: number; readonly currency: CurrencyCode };

export const isSafeMinor = (minor: number): boolean => Number.isSafeInteger(minor);

/**
 * Whole units of a currency as minor units: 50 dinars (DZD) are 5000.
 * Returns undefined when the result is no safe integer.
 */
export const minorFromWhole = (whole: number, currency: CurrencyCode): number | undefined => {
  const minor = whole * 10 ** currencyExponent(currency);
  return isSafeMinor(whole) && isSafeMinor(minor) ? minor : undefined;
};
