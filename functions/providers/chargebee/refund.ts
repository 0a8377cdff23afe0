import { providerKey } from '../../domain/keys.ts';
import type { RefundEvent, Target } from '../../domain/ledger-event.ts';
import type { ChargebeeEvent, Reading } from './event.ts';
import type { Transaction } from './schema.ts';
import { amountOf, isDeleted, transactionVersion } from './transaction-facts.ts';

/** Money that went back. A reversal of a payment is one more, told under an id of its own. */
export const readRefund = (event: ChargebeeEvent, transaction: Transaction): Reading => {
  const refund: RefundEvent = {
    kind: 'refund',
    target: targetOf(transaction),
    refundId: transaction.id,
    amount: amountOf(transaction),
    createdAt: transaction.date,
    creation: event.type === 'payment_refunded',
    failed: isDeleted(event, transaction) || FAILED.has(transaction.status),
    version: transactionVersion(event, transaction),
  };
  return { ledgerEvents: [refund], unknownWords: [transaction.status].filter((status) => !FAILED.has(status) && !STANDING.has(status)) };
};

const FAILED: ReadonlySet<string> = new Set(['failure', 'late_failure', 'voided', 'timeout']);
const STANDING: ReadonlySet<string> = new Set(['success', 'in_progress', 'needs_attention']);

/**
 * A refund names the transaction that it refunds. Where it does not, its invoice could have had several payments, so that only
 * an operator can tell; and no reference from a reversal to its payment is documented.
 */
const targetOf = ({ id, type, refunded_txn_id: refunded }: Transaction): Target =>
  type === 'refund' && refunded !== undefined
    ? { transaction: providerKey('chargebee', 'transaction', refunded) }
    : { item: providerKey('chargebee', 'refund', id), refs: [] };
