import { currencyCode, currencyExponent } from '../../functions/domain/currency.ts';

/** Minor units of a currency. */
export type Money = { readonly minor: number; readonly currency: string };

/** `1,234.50 USD`; a currency that ISO 4217 does not list keeps its minor units and says so. */
export const moneyText = ({ minor, currency }: Money): string => {
  const code = currencyCode(currency);
  if (code === undefined) return `${minor} minor units of ${currency}`;
  const exponent = currencyExponent(code);
  const digits = String(Math.abs(minor)).padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent).replace(/\B(?=(\d{3})+$)/g, ',');
  const fraction = exponent === 0 ? '' : `.${digits.slice(-exponent)}`;
  return `${minor < 0 ? '-' : ''}${whole}${fraction} ${code}`;
};

/** Of a row, whose amount or currency may not be known yet. */
export const amountText = (minor: number | null, currency: string | null): string =>
  minor === null ? 'nothing yet' : currency === null ? String(minor) : moneyText({ minor, currency });

/** The sum of each currency, by its code. Amounts without a currency are no money yet. */
export const sumByCurrency = (
  amounts: readonly { readonly amount: number | null; readonly currency: string | null }[],
): readonly Money[] => {
  const sums = new Map<string, number>();
  for (const { amount, currency } of amounts) {
    if (amount !== null && currency !== null) sums.set(currency, (sums.get(currency) ?? 0) + amount);
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([currency, minor]) => ({ currency, minor }));
};

/** `1,300.00 EUR and 20.00 USD`, or `no money`. */
export const sumsText = (sums: readonly Money[]): string => (sums.length === 0 ? 'no money' : sums.map(moneyText).join(' and '));
