import express from 'express';
import type Stripe from 'stripe';

/** What a receiver keeps of a payment: its event once, its row as it was told last. Resolves when both are stored. */
export type StorePayment = (event: Stripe.Event, charge: Stripe.Charge) => Promise<void>;

/** The usual receiver: verify the raw body by Stripe's own library, store, answer 200. */
export const receiverApp = (stripe: Stripe, signingSecret: string, store: StorePayment): express.Express => {
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.post('/webhooks/stripe', express.raw({ type: 'application/json', limit: '1mb' }), async (request, response) => {
    const event = verified(stripe, request, signingSecret);
    if (event === undefined) return void response.sendStatus(400);
    if (event.type.startsWith('charge.') && event.data.object.object === 'charge') await store(event, event.data.object);
    response.status(200).end();
  });
  return app;
};

const verified = (stripe: Stripe, request: express.Request, signingSecret: string): Stripe.Event | undefined => {
  try {
    return stripe.webhooks.constructEvent(request.body, request.get('stripe-signature') ?? '', signingSecret);
  } catch {
    return undefined;
  }
};
