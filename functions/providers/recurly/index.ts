import type { Provider } from '../provider.ts';
import { parse } from './parse.ts';
import { setUp } from './set-up.ts';
import { verifier } from './verify.ts';

export const recurly: Provider = {
  ...setUp,
  adapterVersion: 3,
  verifier,
  parse,
};
