import { createHash, timingSafeEqual } from 'node:crypto';
import type { BasicUser } from './secret-values.ts';

export const BASIC_CHALLENGE = 'Basic realm="hookledger"';

/** The position of the user who sent these credentials, or why there is none. */
export type BasicVerdict =
  | { readonly verified: true; readonly userIndex: number }
  | { readonly verified: false; readonly reason: 'credentials_missing' | 'credentials_malformed' | 'credentials_wrong' };

/**
 * Checks an `Authorization` header against the live users. The scheme's case does not matter and the password may hold colons;
 * every live user is compared, over hashes, so that the time tells neither the user nor the length.
 * A header that arrived twice comes joined by a comma and is refused, like everything else that is not one Basic value.
 * @see https://www.rfc-editor.org/rfc/rfc7617#section-2
 */
export const verifyBasic = (authorization: string | undefined, users: readonly BasicUser[]): BasicVerdict => {
  if (authorization === undefined || authorization === '') return { verified: false, reason: 'credentials_missing' };
  const sent = decodeBasic(authorization);
  if (sent === undefined) return { verified: false, reason: 'credentials_malformed' };
  const matches = users.map((user) => sameBytes(Buffer.from(`${user.username}:${user.password}`), sent));
  const userIndex = matches.indexOf(true);
  return userIndex === -1 ? { verified: false, reason: 'credentials_wrong' } : { verified: true, userIndex };
};

const BASIC = /^basic +([A-Za-z0-9+/]+={0,2})$/i;
const COLON = 0x3a;

/** The bytes of `user:password`, undefined when the header is anything but one well-formed Basic value with a password. */
const decodeBasic = (authorization: string): Buffer | undefined => {
  const base64 = BASIC.exec(authorization)?.[1];
  if (base64 === undefined) return undefined;
  const bytes = Buffer.from(base64, 'base64');
  // Node decodes whatever it is given; only padded, canonical base64 comes back as it was.
  if (bytes.toString('base64') !== base64) return undefined;
  const colon = bytes.indexOf(COLON);
  return colon === -1 || colon === bytes.length - 1 ? undefined : bytes;
};

const sameBytes = (expected: Buffer, sent: Buffer): boolean => timingSafeEqual(sha256(expected), sha256(sent));

const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();
