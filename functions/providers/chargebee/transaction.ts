import { readPayload } from '../../platform/payload.ts';
import type { ContentReader } from './event.ts';
import { readPayment } from './payment.ts';
import { readRefund } from './refund.ts';
import { transactionPayload } from './schema.ts';

/** Every event about a transaction carries it whole: its own type and status decide what it is, not the name of the event. */
export const readTransaction: ContentReader = (event, payload) => {
  const { content } = readPayload(transactionPayload, payload);
  switch (content.transaction.type) {
    case 'payment':
    case 'authorization':
      return readPayment(event, content);
    case 'refund':
    case 'payment_reversal':
      return readRefund(event, content.transaction);
    default:
      return { ledgerEvents: [], ignored: 'unknown type of transaction', unknownWords: [content.transaction.type] };
  }
};
