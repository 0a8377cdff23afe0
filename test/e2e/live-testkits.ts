import type { ProviderId } from '../../functions/domain/keys.ts';
import type { Testkit } from '../../functions/providers/testkit.ts';
import { testkits } from '../support/testkits.ts';

/** What a person types when the secrets command asks for the secret of a provider, line by line; and the secret that it becomes. */
const TYPED: Readonly<Record<ProviderId, { readonly lines: readonly string[]; readonly secret: Testkit['secret'] }>> = {
  stripe: { lines: ['whsec_of_this_run'], secret: { signingSecrets: ['whsec_of_this_run'] } },
  chargebee: {
    lines: ['chargebee', 'password-of-this-run'],
    secret: { users: [{ username: 'chargebee', password: 'password-of-this-run' }] },
  },
  recurly: { lines: ['recurly', 'password-of-this-run'], secret: { users: [{ username: 'recurly', password: 'password-of-this-run' }] } },
  chargify: { lines: ['shared-key-of-this-run'], secret: { sharedKeys: ['shared-key-of-this-run'] } },
  chargily: { lines: ['test_sk_of_this_run'], secret: { apiSecretKeys: ['test_sk_of_this_run'] } },
};

export const typedFor = (provider: ProviderId): readonly string[] => TYPED[provider].lines;

/** Every provider, speaking with the secret that was put in for it. */
export const liveTestkits: readonly Testkit[] = testkits.map((testkit) => ({ ...testkit, secret: TYPED[testkit.provider.id].secret }));

/** The one of a provider. */
export const liveTestkitOf = (id: ProviderId): Testkit => {
  const testkit = liveTestkits.find(({ provider }) => provider.id === id);
  if (testkit === undefined) throw new Error(`There is no testkit of ${id}`);
  return testkit;
};
