import type { EventSet } from './event-set.ts';
import { STRIPE } from './stripe/sets.ts';

export const ALL_SETS: readonly EventSet[] = [...STRIPE];
