import { CHARGEBEE } from './chargebee/sets.ts';
import { CHARGIFY } from './chargify/sets.ts';
import { CHARGILY } from './chargily/sets.ts';
import type { EventSet } from './event-set.ts';
import { RECURLY } from './recurly/sets.ts';
import { STRIPE } from './stripe/sets.ts';

export const ALL_SETS: readonly EventSet[] = [...STRIPE, ...CHARGEBEE, ...RECURLY, ...CHARGIFY, ...CHARGILY];
