/** Public by design: they stand in the README, so that a laptop works at once. Anything that is reachable from outside needs its own. */
export const BUILT_IN_SECRETS = {
  stripe: { signingSecrets: ['whsec_local'] },
  chargebee: { users: [{ username: 'chargebee', password: 'local' }] },
  recurly: { signingSecrets: ['recurly-local'], users: [{ username: 'recurly', password: 'local' }] },
  chargify: { sharedKeys: ['chargify-local'] },
  chargily: { apiSecretKeys: ['test_sk_local'] },
  api: { keys: [{ name: 'local', key: 'local-key', scope: 'write' }] },
} as const;
