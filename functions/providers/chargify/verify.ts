import { secretTexts } from '../../platform/secret-values.ts';
import { findSigningKey, hmacSha256, isHexSha256, singleHeader } from '../../platform/signature.ts';
import type { Verdict, Verifier, WebhookRequest } from '../provider.ts';

const HEADER = 'x-chargify-webhook-signature-hmac-sha-256';
/** Where the endpoint's URL asks for the signature with the placeholder `{signature_hmac_sha_256}`. */
const QUERY = 'signature_hmac_sha_256';

/**
 * Chargify signs the raw body with the site's shared key: HMAC-SHA256 in lower-case hex, without a timestamp. Its older MD5
 * signatures (header `x-chargify-webhook-signature`, query `signature`) prove too little and are never looked at.
 * @see https://help.chargify.com/webhooks/webhooks-reference.html
 */
export const verifier: Verifier = {
  provider: 'chargify',
  keepHeaders: [],
  verify: (request, secret): Verdict => {
    const keys = secretTexts(secret, 'sharedKeys');
    if (keys.length === 0) return { verified: false, reason: 'no_secret_configured' };
    const signature = sentSignature(request);
    if (signature === undefined || signature === '') return { verified: false, reason: 'signature_missing' };
    if (!isHexSha256(signature)) return { verified: false, reason: 'signature_malformed' };
    const secretIndex = findSigningKey(keys, [signature], (key) => hmacSha256(key, request.body));
    return secretIndex === -1 ? { verified: false, reason: 'signature_wrong' } : { verified: true, secretIndex };
  },
};

/** The header wins when it is there at all: a good query does not heal a bad header. */
const sentSignature = ({ headers, query }: WebhookRequest): string | undefined => singleHeader(headers[HEADER]) ?? query[QUERY];
