import type { ProviderKey } from '../../domain/keys.ts';
import type { Target } from '../../domain/ledger-event.ts';
import type { RecordFrom } from '../../platform/settings.ts';
import { keysOf, stripeKey } from './event.ts';

type Paid = { readonly charge?: string | undefined; readonly payment_intent?: string | undefined };

/**
 * The payment that a refund or dispute lowers. Its charge is the payment, unless invoices are recorded: then the charge or its
 * payment intent only leads to one, and the fact waits as an item of its own. Since 2025-03-31 neither names the invoice.
 */
export const targetOf = (item: ProviderKey, paid: Paid, recordFrom: RecordFrom): Target =>
  recordFrom === 'charges' && paid.charge !== undefined
    ? { transaction: stripeKey('charge', paid.charge) }
    : { item, refs: keysOf({ charge: paid.charge, payment_intent: paid.payment_intent }) };
