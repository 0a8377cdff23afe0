import { type Fill, randomFill } from './fill.ts';
import { stripeBodies } from './stripe.ts';
import { stripeJson } from './stripe-event.ts';

/** A charge of Stripe's, and refunds of it by their number, each with ids of its own that begin as the charge's do. */
export const aCharge = (seed: number) => {
  const body = stripeBodies['charge.succeeded'](randomFill(seed));
  const { created, data } = JSON.parse(body.toString());
  const { id, payment_intent } = data.object;
  const own = (fill: Fill, prefix: string): string => fill.id(`${prefix}${id.slice('ch'.length, -7)}`, 7);
  return {
    id: id as string,
    body,
    refund: (n: number): Buffer => {
      const fill = randomFill(seed * 1000 + n);
      const at = created + n * 86_400;
      const refund = {
        id: own(fill, 're'),
        object: 'refund',
        amount: 10 + n,
        balance_transaction: own(fill, 'txn'),
        charge: id,
        created: at,
      };
      const object = { ...refund, currency: 'usd', metadata: {}, payment_intent, reason: null, receipt_number: null, status: 'succeeded' };
      const event = { id: own(fill, 'evt'), object: 'event', api_version: '2025-03-31.basil', created: at, data: { object } };
      return stripeJson({
        ...event,
        livemode: true,
        pending_webhooks: 1,
        request: { id: null, idempotency_key: null },
        type: 'refund.created',
      });
    },
  };
};
