import { createHmac, timingSafeEqual } from 'node:crypto';

/** HMAC-SHA256 over the parts in order, in lower-case hex. The key is used as text, byte for byte. */
export const hmacSha256 = (key: string, ...parts: readonly (string | Buffer)[]): string => {
  const hmac = createHmac('sha256', key);
  for (const part of parts) hmac.update(part);
  // A text costs less than a Buffer with memory of its own.
  return hmac.digest('hex');
};

const HEX_SHA256 = /^[0-9a-f]{64}$/;

/** Whether the text could be an HMAC-SHA256 as providers write it: 64 lower-case hex digits, no prefix, no spaces. */
export const isHexSha256 = (text: string): boolean => HEX_SHA256.test(text);

/** Whether the text is this MAC, in constant time for every text of its length. */
export const sameMac = (text: string, mac: string): boolean => {
  const [sent, expected] = [Buffer.from(text), Buffer.from(mac)];
  return sent.length === expected.length && timingSafeEqual(sent, expected);
};

/**
 * The position of the first key under which one of the signatures is right, or -1. `macOf` is called once a key, so that the
 * work does not grow with the number of signatures that a sender offers.
 */
export const findSigningKey = (keys: readonly string[], signatures: readonly string[], macOf: (key: string) => string): number =>
  keys.findIndex((key) => {
    const mac = macOf(key);
    return signatures.some((signature) => sameMac(signature, mac));
  });

/** A header that a proxy may have doubled and joined by a comma: the single value when both are the same, else the text as it is. */
export const singleHeader = (value: string | undefined): string | undefined => {
  if (value === undefined) return undefined;
  const half = Math.floor((value.length - 1) / 2);
  if (value[half] !== ',') return value;
  const [first, second] = [value.slice(0, half), value.slice(half + 1).replace(/^ /, '')];
  return first !== '' && first === second ? first : value;
};
