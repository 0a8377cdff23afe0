import type { RefundEvent } from '../../domain/ledger-event.ts';
import { RANK } from '../../domain/version.ts';
import { readFields } from './fields.ts';
import { moneyOf } from './money.ts';
import { transactionName } from './names.ts';
import { ignored, isExample, PANEL_TEST, type Reader } from './reading.ts';
import * as schema from './schema.ts';

/** `refund_success`: one refund, whole or in part, of the payment that it names. It belongs to whoever the payment belongs to. */
export const readRefund: Reader = (form, { eventId, settings }) => {
  const refund = readFields(form, 'payload', schema.refund);
  if (isExample(refund.payment_id) || isExample(refund.refund_id)) return ignored(PANEL_TEST);
  const event: RefundEvent = {
    kind: 'refund',
    target: { transaction: transactionName(refund.payment_id) },
    refundId: refund.refund_id,
    amount: moneyOf(refund.amount_in_cents, refund.currency, settings),
    ...(!refund.currency && { currencyAssumed: true }),
    createdAt: refund.timestamp,
    creation: true,
    failed: false,
    version: { at: refund.timestamp, rank: RANK.created, id: eventId },
  };
  return { occurredAt: refund.timestamp, ledgerEvents: [event] };
};
