import { testkit as recurly } from '../../functions/providers/recurly/testkit.ts';
import { testkit as stripe } from '../../functions/providers/stripe/testkit.ts';
import type { TestPayment, TestRefund } from '../../functions/providers/testkit.ts';
import { createClient } from '../support/client.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Sends events to a running Hookledger as providers do, each with some fields of its object changed, and waits until they are recorded. */
export const aProvider = (url: string) => {
  const { send, until } = createClient(url);
  const sendStripe = async (eventId: string, body: Buffer): Promise<void> => {
    await send(stripe, body);
    await until(`/v1/events/stripe/${eventId}`, ({ status }) => status === 200);
  };
  return {
    stripePays: (payment: TestPayment, fields: Fields = {}) => sendStripe(payment.eventId, withFields(stripe.payment(payment), fields)),
    stripeRefunds: (refund: TestRefund, fields: Fields = {}) =>
      sendStripe(refund.eventId, withFields(bodyOf(stripe.refund?.(refund)), fields)),
    stripeSendsUnrelated: (event: { readonly eventId: string; readonly at: Date }) => sendStripe(event.eventId, stripe.unrelated(event)),
    recurlyPays: async (payment: TestPayment): Promise<void> => {
      await send(recurly, recurly.payment(payment));
      await until(`/v1/transactions/${recurly.transactionKey(payment.paymentId)}`, ({ status }) => status === 200);
    },
    /** Names its invoice at most: a refund that waits for an operator. */
    recurlyRefunds: async (refund: TestRefund): Promise<void> => {
      await send(recurly, bodyOf(recurly.refund?.(refund)));
      const key = `recurly:refund:${refund.refundId}`;
      await until('/v1/waiting', ({ body }) => body.data.items.some((item) => item['key'] === key));
    },
  };
};

const bodyOf = (body: Buffer | undefined): Buffer => {
  if (body === undefined) throw new Error('This provider has no refunds');
  return body;
};

const withFields = (body: Buffer, fields: Fields): Buffer => {
  const event: { readonly data: { readonly object: Fields } } = JSON.parse(body.toString());
  return Buffer.from(JSON.stringify({ ...event, data: { ...event.data, object: { ...event.data.object, ...fields } } }));
};
