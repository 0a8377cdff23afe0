import type { Provider } from '../provider.ts';
import { parse } from './parse.ts';
import { setUp } from './set-up.ts';
import { verifier } from './verify.ts';

/** Chargify, which calls itself Maxio Advanced Billing now. */
export const chargify: Provider = {
  ...setUp,
  adapterVersion: 2,
  verifier,
  parse,
};
