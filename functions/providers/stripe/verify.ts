import { secretTexts } from '../../platform/secret-values.ts';
import { findSigningKey, hmacSha256, isHexSha256, singleHeader } from '../../platform/signature.ts';
import type { RejectionReason, Verdict, Verifier } from '../provider.ts';

const TOLERANCE_SECONDS = 300;
/** While a secret is rolled Stripe signs with each live one. Far more than it has, and few enough to be cheap to compare. */
const MAX_SIGNATURES = 8;
/** A genuine header has about a hundred characters for each signature. */
const MAX_HEADER_LENGTH = 2048;

/**
 * Proof by the `stripe-signature` header: `t=<seconds>,v1=<hex>[,v1=<hex>…]`, an HMAC-SHA256 over `<t>.<body bytes>` with the
 * whole endpoint secret (`whsec_…`) as text. Signatures of any other scheme count for nothing, or a sender could choose a weaker
 * one. Times are refused on both sides of the clock: Stripe signs every attempt afresh, so a genuine one is never old.
 * @see https://docs.stripe.com/webhooks#verify-manually
 */
export const verifier: Verifier = {
  provider: 'stripe',
  keepHeaders: [],
  verify: ({ headers, body }, secret, now) => {
    const keys = secretTexts(secret, 'signingSecrets');
    if (keys.length === 0) return rejected('no_secret_configured');
    const header = headers['stripe-signature'];
    if (header === undefined || header === '') return rejected('signature_missing');
    const proof = parseHeader(header);
    if (proof === undefined) return rejected('signature_malformed');
    const secretIndex = findSigningKey(keys, proof.signatures, (key) => hmacSha256(key, `${proof.timestamp}.`, body));
    if (secretIndex === -1) return rejected('signature_wrong');
    const ageSeconds = Math.floor(now.getTime() / 1000) - Number(proof.timestamp);
    if (Math.abs(ageSeconds) > TOLERANCE_SECONDS) return rejected('timestamp_out_of_range');
    return { verified: true, secretIndex };
  },
};

const rejected = (reason: RejectionReason): Verdict => ({ verified: false, reason });

/** `timestamp` stays the text that was signed. */
type Proof = { readonly timestamp: string; readonly signatures: readonly string[] };

/** Plain seconds, no sign, no leading zero, far below the numbers that lose precision. */
const TIMESTAMP = /^[1-9][0-9]{0,11}$/;

/**
 * Undefined unless the header is a list of `name=value` with one plain timestamp and one to eight v1 signatures, at least one of
 * which has the form of a signature.
 */
const parseHeader = (header: string): Proof | undefined => {
  if (header.length > MAX_HEADER_LENGTH) return undefined;
  const timestamps: string[] = [];
  const signatures: string[] = [];
  for (const element of (singleHeader(header) ?? '').split(',')) {
    const equals = element.indexOf('=');
    if (equals < 1 || equals === element.length - 1) return undefined;
    const name = element.slice(0, equals);
    if (name === 't') timestamps.push(element.slice(equals + 1));
    if (name === 'v1') signatures.push(element.slice(equals + 1));
  }
  const [timestamp] = timestamps;
  if (timestamp === undefined || timestamps.length > 1 || !TIMESTAMP.test(timestamp)) return undefined;
  if (signatures.length > MAX_SIGNATURES || !signatures.some(isHexSha256)) return undefined;
  return { timestamp, signatures };
};
