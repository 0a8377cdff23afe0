import { secretTexts } from '../../platform/secret-values.ts';
import { findSigningKey, hmacSha256, isHexSha256, singleHeader } from '../../platform/signature.ts';
import type { Verifier } from '../provider.ts';

/**
 * Chargily signs the raw body with the account's API secret key: HMAC-SHA256 in lower-case hex, in the header `signature`.
 * There is no timestamp, so an old delivery verifies for ever; the event id keeps it from counting twice.
 * Secret: `{ apiSecretKeys: ['test_sk_…'] }`.
 * @see https://dev.chargily.com/pay-v2/webhooks
 */
export const verifier: Verifier = {
  provider: 'chargily',
  keepHeaders: [],
  verify: ({ headers, body }, secret) => {
    const keys = secretTexts(secret, 'apiSecretKeys');
    if (keys.length === 0) return { verified: false, reason: 'no_secret_configured' };
    const signature = singleHeader(headers['signature']);
    if (signature === undefined || signature === '') return { verified: false, reason: 'signature_missing' };
    if (!isHexSha256(signature)) return { verified: false, reason: 'signature_malformed' };
    const secretIndex = findSigningKey(keys, [signature], (key) => hmacSha256(key, body));
    return secretIndex === -1 ? { verified: false, reason: 'signature_wrong' } : { verified: true, secretIndex };
  },
};
