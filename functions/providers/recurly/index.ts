import type { Provider } from '../provider.ts';
import { parse, READERS } from './parse.ts';
import { verifier } from './verify.ts';

export const recurly: Provider = {
  id: 'recurly',
  name: 'Recurly',
  adapterVersion: 2,
  verifier,
  parse,
  eventsToTick: [...READERS.keys()],
};
