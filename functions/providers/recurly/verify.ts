import { BASIC_CHALLENGE, verifyBasic } from '../../platform/basic-auth.ts';
import { type ProviderSecret, secretTexts, secretUsers } from '../../platform/secret-values.ts';
import { findSigningKey, hmacSha256, isHexSha256, singleHeader } from '../../platform/signature.ts';
import type { RejectionReason, Verdict, Verifier } from '../provider.ts';
import { looksLikeJson } from './body-format.ts';

const TOLERANCE_MS = 5 * 60 * 1000;
/** Two live secrets make two signatures during a rotation; more than a handful is somebody guessing. */
const MAX_SIGNATURES = 8;
// At most 15 digits: every such number is a safe integer.
const TIMESTAMP = /^[0-9]{1,15}$/;

/**
 * Recurly signs JSON and never XML, and sends Basic credentials with either when they are set on the endpoint. A signature
 * that is there decides alone; without one, Basic credentials decide, but not for JSON while a signing secret is configured:
 * a sender who knows the credentials must not be able to leave the signature out.
 *
 * @see https://docs.recurly.com/docs/webhooks
 */
export const verifier: Verifier = {
  provider: 'recurly',
  keepHeaders: ['recurly-notification-id'],
  challenge: BASIC_CHALLENGE,
  verify: ({ headers, body }, secret, now) => {
    const keys = secretTexts(secret, 'signingSecrets');
    const signature = singleHeader(headers['recurly-signature']);
    if (signature !== undefined) return verifySignature({ signature, body, keys, now });
    if (keys.length > 0 && looksLikeJson(body)) return rejected('signature_missing');
    return verifyUser(headers['authorization'], secret);
  },
};

type SignedBody = { readonly signature: string; readonly body: Buffer; readonly keys: readonly string[]; readonly now: Date };

/**
 * Checks `<milliseconds>,<hex>[,<hex>…]`, where each hex is the MAC of `<milliseconds>.<body>` under one live secret.
 *
 * @see https://github.com/recurly/recurly-client-ruby/blob/master/lib/recurly/webhooks.rb
 */
const verifySignature = ({ signature, body, keys, now }: SignedBody): Verdict => {
  if (keys.length === 0) return rejected('no_secret_configured');
  const [timestamp = '', ...signatures] = signature.split(',', MAX_SIGNATURES + 2);
  const wellFormed = signatures.length > 0 && signatures.length <= MAX_SIGNATURES && signatures.every(isHexSha256);
  if (!TIMESTAMP.test(timestamp) || !wellFormed) return rejected('signature_malformed');
  // Milliseconds: a timestamp in seconds, as one example of the documentation shows, is decades away.
  if (Math.abs(now.getTime() - Number(timestamp)) > TOLERANCE_MS) return rejected('timestamp_out_of_range');
  const secretIndex = findSigningKey(keys, signatures, (key) => hmacSha256(key, `${timestamp}.`, body));
  return secretIndex === -1 ? rejected('signature_wrong') : { verified: true, secretIndex };
};

const verifyUser = (authorization: string | undefined, secret: ProviderSecret): Verdict => {
  const users = secretUsers(secret);
  if (users.length === 0) return rejected('no_secret_configured');
  const verdict = verifyBasic(authorization, users);
  return verdict.verified ? { verified: true, secretIndex: verdict.userIndex } : verdict;
};

const rejected = (reason: RejectionReason): Verdict => ({ verified: false, reason });
