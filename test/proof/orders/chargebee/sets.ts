import type { EventSet } from '../event-set.ts';
import { CUSTOMERS } from './customers.ts';
import { PAYMENTS } from './payments.ts';

export const CHARGEBEE: readonly EventSet[] = [...PAYMENTS, ...CUSTOMERS];
