/** As a value of its own: in quotes in JSON, between tags in XML, behind `=` in a form. One pass, whatever the body is. */
const VALUE = /(?:"|>|=)([0-9]{13,19})(?=["<&]|$)/g;

/**
 * How the numbers of the card schemes begin: Visa; Mastercard; American Express; Diners Club; Discover; JCB; UnionPay; Maestro.
 * @see https://en.wikipedia.org/wiki/Payment_card_number
 */
const SCHEME =
  /^(?:4|5[1-5]|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)|3[47]|3(?:0[0-5]|[689])|6(?:011|4[4-9]|5)|35(?:2[89]|[3-8])|62|50(?:18|20|38)|5893|6304|67(?:59|6[1-3]))/;

/** Whether a body holds what looks like the number of a payment card: it should not, and somebody should know. Tells none of it. */
export const holdsCardNumber = (body: Buffer): boolean => {
  for (const [, digits = ''] of body.toString('latin1').matchAll(VALUE)) if (SCHEME.test(digits) && isLuhn(digits)) return true;
  return false;
};

/** @see https://www.iso.org/standard/70484.html (ISO/IEC 7812-1, annex B) */
const isLuhn = (digits: string): boolean => {
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
};
