import type { Provider } from '../provider.ts';
import { HANDLED, parse } from './parse.ts';
import { verifier } from './verify.ts';

export const stripe: Provider = {
  id: 'stripe',
  name: 'Stripe',
  adapterVersion: 1,
  verifier,
  parse,
  eventsToTick: [...HANDLED.keys()],
};
