import type { Provider } from '../provider.ts';
import { parse } from './parse.ts';
import { setUp } from './set-up.ts';
import { verifier } from './verify.ts';

export const chargebee: Provider = {
  ...setUp,
  adapterVersion: 1,
  verifier,
  parse,
};
