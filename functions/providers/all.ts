import type { ProviderId } from '../domain/keys.ts';
import { chargebee } from './chargebee/index.ts';
import { chargify } from './chargify/index.ts';
import { chargily } from './chargily/index.ts';
import type { Provider } from './provider.ts';
import { recurly } from './recurly/index.ts';
import { stripe } from './stripe/index.ts';

/** Every provider, by its id. The compiler asks for a line here for each of `PROVIDER_IDS`, and takes no other. */
export const providers: Readonly<Record<ProviderId, Provider>> = {
  stripe,
  chargebee,
  recurly,
  chargify,
  chargily,
};
