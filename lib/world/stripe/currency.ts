import type { Luck } from '../luck.ts';

/** `step`: what an amount must be a multiple of. `unit`: about the worth of a dollar. Both in minor units of ISO 4217. */
type Currency = { readonly step: number; readonly unit: number; readonly toWire: (minor: number) => number };

const asIs = (minor: number): number => minor;

/**
 * Stripe's minor units are those of ISO 4217, but krónur come with two zeros too many and ariary in whole units.
 * Amounts in dinars of three decimals end in 0.
 * @see https://docs.stripe.com/currencies
 */
const CURRENCIES = {
  usd: { step: 1, unit: 100, toWire: asIs },
  eur: { step: 1, unit: 92, toWire: asIs },
  jpy: { step: 1, unit: 150, toWire: asIs },
  kwd: { step: 10, unit: 310, toWire: asIs },
  isk: { step: 1, unit: 138, toWire: (minor) => minor * 100 },
  mga: { step: 100, unit: 460_000, toWire: (minor) => minor / 100 },
} as const satisfies Readonly<Record<string, Currency>>;

export type StripeCurrency = keyof typeof CURRENCIES;

export const pickCurrency = (luck: Luck): StripeCurrency => luck.pick(['usd', 'usd', 'usd', 'eur', 'eur', 'jpy', 'kwd', 'isk', 'mga']);

export const toWire = (minor: number, currency: StripeCurrency): number => CURRENCIES[currency].toWire(minor);

/** A price of some dollars, in minor units of another currency. */
export const priceIn = (currency: StripeCurrency, dollars: number): number => dollars * CURRENCIES[currency].unit;

/** Between a quarter and three quarters of an amount. */
export const partOf = (minor: number, currency: StripeCurrency, luck: Luck): number => {
  const { step } = CURRENCIES[currency];
  const steps = Math.floor(minor / step);
  return luck.integer(Math.ceil(steps / 4), Math.floor((steps * 3) / 4)) * step;
};
