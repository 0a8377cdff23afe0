import type { Provider } from '../provider.ts';
import { EVENT_TYPES, parse } from './parse.ts';
import { verifier } from './verify.ts';

/** Chargify, which calls itself Maxio Advanced Billing now. */
export const chargify: Provider = {
  id: 'chargify',
  name: 'Chargify',
  adapterVersion: 1,
  verifier,
  parse,
  eventsToTick: EVENT_TYPES,
};
