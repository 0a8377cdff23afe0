import type { Provider } from '../provider.ts';
import { parse } from './parse.ts';
import { setUp } from './set-up.ts';
import { verifier } from './verify.ts';

export const stripe: Provider = {
  ...setUp,
  adapterVersion: 2,
  verifier,
  parse,
};
