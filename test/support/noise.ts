import { createHash } from 'node:crypto';

/** Bytes that no compression makes smaller; the same at every run. */
export const noise = (size: number): Buffer => {
  const block = (n: number): Buffer => createHash('sha512').update(String(n)).digest();
  return Buffer.concat(Array.from({ length: Math.ceil(size / 64) }, (_, n) => block(n))).subarray(0, size);
};
