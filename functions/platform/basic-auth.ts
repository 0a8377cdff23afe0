import { createHash, timingSafeEqual } from 'node:crypto';
import type { BasicUser } from './secret-values.ts';

export const BASIC_CHALLENGE = 'Basic realm="hookledger"';

/** The position of the user who sent these credentials, or why there is none. */
export type BasicVerdict =
  | { readonly verified: true; readonly userIndex: number }
  | { readonly verified: false; readonly reason: 'credentials_missing' | 'credentials_malformed' | 'credentials_wrong' };

/**
 * Checks an `Authorization` header against the live users. The scheme's case does not matter (RFC 7617), the password may hold
 * colons, every live user is compared over hashes so that the time tells neither the user nor the length.
 */
export const verifyBasic = (authorization: string | undefined, users: readonly BasicUser[]): BasicVerdict => {
  if (authorization === undefined || authorization === '') return { verified: false, reason: 'credentials_missing' };
  const sent = decodeBasic(authorization);
  if (sent === undefined) return { verified: false, reason: 'credentials_malformed' };
  const matches = users.map((user) => sameText(`${user.username}:${user.password}`, sent));
  const userIndex = matches.indexOf(true);
  return userIndex === -1 ? { verified: false, reason: 'credentials_wrong' } : { verified: true, userIndex };
};

const BASIC = /^basic +([A-Za-z0-9+/]+={0,2})$/i;

/** `user:password` as text, undefined when the header is anything but one well-formed Basic value with a user and a password. */
const decodeBasic = (authorization: string): string | undefined => {
  const base64 = BASIC.exec(authorization)?.[1];
  if (base64 === undefined) return undefined;
  const text = Buffer.from(base64, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon === -1 || colon === text.length - 1 ? undefined : text;
};

const sameText = (expected: string, sent: string): boolean => timingSafeEqual(sha256(expected), sha256(sent));

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
