import { BASIC_CHALLENGE, verifyBasic } from '../../platform/basic-auth.ts';
import { secretUsers } from '../../platform/secret-values.ts';
import type { Verifier } from '../provider.ts';

/**
 * Chargebee signs nothing: Basic credentials, chosen by the team in the webhook's settings, are all that a request proves.
 * Secret: `{ users: [{ username, password }] }`. A key in the query string is never accepted, because access logs keep it.
 * @see https://www.chargebee.com/docs/2.0/webhook_settings.html
 */
export const verifier: Verifier = {
  provider: 'chargebee',
  keepHeaders: [],
  challenge: BASIC_CHALLENGE,
  verify: ({ headers }, secret) => {
    const users = secretUsers(secret);
    if (users.length === 0) return { verified: false, reason: 'no_secret_configured' };
    const verdict = verifyBasic(headers['authorization'], users);
    return verdict.verified ? { verified: true, secretIndex: verdict.userIndex } : verdict;
  },
};
