import type { EventSet } from '../event-set.ts';
import { CHARGES } from './charges.ts';
import { CUSTOMERS } from './customers.ts';
import { INVOICES } from './invoices.ts';
import { REFUNDS } from './refunds.ts';
import { SUBSCRIPTIONS } from './subscriptions.ts';

export const STRIPE: readonly EventSet[] = [...REFUNDS, ...CHARGES, ...CUSTOMERS, ...SUBSCRIPTIONS, ...INVOICES];
