import { currencyCode, currencyExponent } from '../../functions/domain/currency.ts';
import { minorFromWhole } from '../../functions/domain/money.ts';
import { currency } from '../support/ledger-events.ts';

describe('a currency', () => {
  it.each(['usd', 'USD', 'Jpy', 'DZD', 'HRK'])('is read in any case: %s', (text) => {
    expect(currencyCode(text)).toBe(text.toUpperCase());
  });

  it.each(['', 'US', 'USDX', 'XXX', 'XAU', 'ABC', 'U$D', ' USD', 'ſek', '１２３'])(
    'is refused when ISO 4217 has no such money: %p',
    (text) => {
      expect(currencyCode(text)).toBeUndefined();
    },
  );

  it.each([
    ['JPY', 0],
    ['ISK', 0],
    ['USD', 2],
    ['MGA', 2],
    ['TND', 3],
    ['CLF', 4],
  ])('[F 58] %s has %d decimals', (code, exponent) => {
    expect(currencyExponent(currency(code))).toBe(exponent);
  });

  it('[F 58] turns whole units into minor ones, and never into an unsafe number', () => {
    expect(minorFromWhole(50_000, currency('DZD'))).toBe(5_000_000);
    expect(minorFromWhole(1.5, currency('DZD'))).toBeUndefined();
    expect(minorFromWhole(Number.MAX_SAFE_INTEGER, currency('DZD'))).toBeUndefined();
  });
});
