import { type CurrencyCode, currencyCode, currencyExponent } from '../../functions/domain/currency.ts';
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

  it('is refused as an exponent of what never was one', () => {
    expect(() => currencyExponent('XXX' as CurrencyCode)).toThrow('No ISO 4217 currency: XXX');
  });

  it.each([
    ['of today', 'EUR NOK ZWG YER', 2],
    ['of today, without decimals', 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF', 0],
    ['with three decimals', 'BHD IQD JOD KWD LYD OMR TND', 3],
    ['with four decimals', 'CLF UYW', 4],
    ['retired since 2020', 'ANG CUC HRK SLL ZWL', 2],
    ['at the ends of the lines of the list', 'AED CNY COP INR IRR MZN NAD NGN SYP SZL', 2],
  ])('is known %s', (_, codes, exponent) => {
    expect(codes.split(' ').map((code) => currencyExponent(currency(code)))).toEqual(codes.split(' ').map(() => exponent));
  });

  it('[F 58] turns whole units into minor ones, and never into an unsafe number', () => {
    expect(minorFromWhole(50_000, currency('DZD'))).toBe(5_000_000);
    expect(minorFromWhole(50_000, currency('JPY'))).toBe(50_000);
    expect(minorFromWhole(0.01, currency('DZD'))).toBeUndefined();
    expect(minorFromWhole(1.5, currency('DZD'))).toBeUndefined();
    expect(minorFromWhole(Number.MAX_SAFE_INTEGER, currency('DZD'))).toBeUndefined();
  });
});
