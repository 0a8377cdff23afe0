/**
 * ISO 4217 codes by the number of digits after the decimal point: list one without metals, bonds, test and "no currency" codes, and
 * the currencies that were retired since 2020, because the events of those years are still imported and sent again.
 * @see https://www.six-group.com/en/products-services/financial-information/data-standards.html
 */
const BY_EXPONENT: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
  2:
    'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY ' +
    'COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR ' +
    'IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD ' +
    'NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP ' +
    'SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG ' +
    'ANG CUC HRK SLL ZWL',
};

declare const brand: unique symbol;
/** An ISO 4217 code, upper case. */
export type CurrencyCode = string & { readonly [brand]: 'CurrencyCode' };

const EXPONENTS: ReadonlyMap<string, number> = new Map(
  Object.entries(BY_EXPONENT).flatMap(([exponent, codes]) => codes.split(' ').map((code) => [code, Number(exponent)] as const)),
);

/** The code in upper case, or undefined when ISO 4217 does not list it. */
export const currencyCode = (text: string): CurrencyCode | undefined => {
  const code = text.toUpperCase();
  return /^[A-Za-z]{3}$/.test(text) && EXPONENTS.has(code) ? (code as CurrencyCode) : undefined;
};

/** Digits after the decimal point: 2 for USD, 0 for JPY, 3 for TND. */
export const currencyExponent = (currency: CurrencyCode): number => {
  const exponent = EXPONENTS.get(currency);
  if (exponent === undefined) throw new Error(`No ISO 4217 currency: ${currency}`);
  return exponent;
};
