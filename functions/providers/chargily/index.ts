import type { Provider } from '../provider.ts';
import { parse } from './parse.ts';
import { verifier } from './verify.ts';

export const chargily: Provider = {
  id: 'chargily',
  name: 'Chargily Pay',
  adapterVersion: 1,
  verifier,
  parse,
  eventsToTick: ['checkout.paid', 'checkout.failed', 'checkout.canceled', 'checkout.expired'],
};
