import type { EventSet } from '../event-set.ts';
import { PAYMENTS } from './payments.ts';
import { SUBSCRIPTIONS } from './subscriptions.ts';

export const CHARGIFY: readonly EventSet[] = [...PAYMENTS, ...SUBSCRIPTIONS];
