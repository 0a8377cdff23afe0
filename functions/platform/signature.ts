import { createHmac, timingSafeEqual } from 'node:crypto';

/** HMAC-SHA256 over the parts in order, as 32 bytes. The key is used as text, byte for byte. */
export const hmacSha256 = (key: string, ...parts: readonly (string | Buffer)[]): Buffer => {
  const hmac = createHmac('sha256', key);
  for (const part of parts) hmac.update(part);
  return hmac.digest();
};

const HEX_SHA256 = /^[0-9a-f]{64}$/;

/** Whether the text could be an HMAC-SHA256 as providers write it: 64 lower-case hex digits, no prefix, no spaces. */
export const isHexSha256 = (text: string): boolean => HEX_SHA256.test(text);

/** Whether the hex text is this MAC, in constant time for every well-formed text. */
export const sameMac = (hex: string, mac: Buffer): boolean => isHexSha256(hex) && timingSafeEqual(Buffer.from(hex, 'hex'), mac);

/**
 * The position of the first key under which one of the signatures is right, or -1. `macOf` is called once a key, so that the
 * work does not grow with the number of signatures that a sender offers.
 */
export const findSigningKey = (keys: readonly string[], signatures: readonly string[], macOf: (key: string) => Buffer): number =>
  keys.findIndex((key) => {
    const mac = macOf(key);
    return signatures.some((signature) => sameMac(signature, mac));
  });

/** A header that a proxy may have doubled and joined by a comma: the single value when both are the same, else the text as it is. */
export const singleHeader = (value: string | undefined): string | undefined => {
  const comma = value?.length === undefined ? 0 : Math.floor((value.length - 1) / 2);
  const [first, second] = [value?.slice(0, comma), value?.slice(comma).replace(/^, ?/, '')];
  return first !== '' && first === second ? first : value;
};
