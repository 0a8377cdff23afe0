import type { ProviderId } from '../domain/keys.ts';
import { setUp as chargebee } from './chargebee/set-up.ts';
import { setUp as chargify } from './chargify/set-up.ts';
import { setUp as chargily } from './chargily/set-up.ts';
import type { SetUp } from './provider.ts';
import { setUp as recurly } from './recurly/set-up.ts';
import { setUp as stripe } from './stripe/set-up.ts';

/** What `all.ts` holds of each provider, for those who only tell people of it: without the verifiers, parsers and schemas. */
export const setUps: Readonly<Record<ProviderId, SetUp>> = {
  stripe,
  chargebee,
  recurly,
  chargify,
  chargily,
};
