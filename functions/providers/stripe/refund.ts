import { readPayload } from '../../platform/payload.ts';
import { type Reader, recorded, stripeKey } from './event.ts';
import { isoMoney } from './money.ts';
import { refundEvent } from './schema.ts';
import { targetOf } from './target.ts';

/**
 * One refund by its own id. `charge.refund.updated` carries a refund too; before 2024-10-28 it is all that tells of a failed one.
 * @see https://docs.stripe.com/changelog/acacia/2024-10-28/refund-webhook-update
 */
export const readRefund: Reader = (event, { type, version, settings }) => {
  const { object: refund } = readPayload(refundEvent, event).data;
  return recorded([
    {
      kind: 'refund',
      target: targetOf(stripeKey('refund', refund.id), refund, settings.recordFrom),
      refundId: refund.id,
      amount: isoMoney(refund.amount, refund.currency),
      createdAt: refund.created,
      creation: type === 'refund.created',
      failed: refund.status === 'failed' || refund.status === 'canceled',
      ...(refund.charge !== undefined && { charge: refund.charge }),
      version,
    },
  ]);
};
