import type { ProviderId } from '../../../functions/domain/keys.ts';
import type { Delivery } from '../../../functions/ingest/delivery.ts';
import { freshId } from '../../../lib/events/fresh-ids.ts';
import type { Table } from '../section.ts';
import { deliveryOf } from './deliveries.ts';
import type { MeasuredProcessor, Processors, Took } from './measured-processor.ts';
import { warm } from './warm.ts';

/** The recorded bodies of one provider that are about the same people. */
type Bodies = {
  readonly provider: ProviderId;
  readonly payment: string;
  /** What names the customer of the payment. */
  readonly customer: string;
  /** Texts that become others, where the bodies are about other people after all, or name a partner and so bring their own customer. */
  readonly instead?: Readonly<Record<string, string>>;
  readonly refund?: string;
  readonly subscription?: readonly [first: string, then: string];
};

const SEED = 'a';
/** The recorded refund names its payment in a place where no id is made anew. */
const REFUNDED = 'txn_16CQtiTn3lW4qB4n';

const BODIES: readonly Bodies[] = [
  {
    provider: 'stripe',
    payment: 'charge_succeeded',
    customer: 'customer_created',
    refund: 'refund_created',
    subscription: ['customer_subscription_created', 'customer_subscription_updated'],
  },
  {
    provider: 'chargebee',
    payment: 'payment_succeeded',
    customer: 'customer_created',
    instead: { partner_key: 'other_key', [REFUNDED]: freshId(REFUNDED, SEED) },
    refund: 'payment_refunded',
    subscription: ['subscription_created', 'subscription_changed'],
  },
  {
    provider: 'recurly',
    payment: 'successful_payment',
    customer: 'new_account',
    refund: 'successful_refund',
    subscription: ['new_subscription', 'updated_subscription'],
  },
  {
    provider: 'chargify',
    payment: 'payment_success',
    customer: 'customer_create',
    refund: 'refund_success',
    subscription: ['signup_success', 'subscription_state_change'],
  },
  { provider: 'chargily', payment: 'checkout_paid', customer: 'checkout_paid_live_with_partner', instead: { 'atelier-13': 'atelier-12' } },
];

/** What each provider's own events take, as `write + read` units. */
export const measureProviders = async (processors: Processors): Promise<Table & { readonly caption: string }> => {
  const rows: (readonly string[])[] = [];
  for (const bodies of BODIES) rows.push(await rowOf(processors, bodies));
  return {
    caption: 'Every provider, as `write + read` units. The customer is named before, but for the last two columns.',
    head: [
      'provider, bytes of its payment',
      'first payment',
      'once more',
      'refund',
      'subscription changes',
      'payment waits',
      'is released',
    ],
    rows,
  };
};

const rowOf = async (processors: Processors, bodies: Bodies): Promise<readonly string[]> => [
  `${bodies.provider}, ${toldBy(bodies, bodies.payment).body.length}`,
  ...(await knownOf(await warm(processors), bodies)),
  ...(await waitingOf(await warm(processors), bodies)),
];

const toldBy = ({ provider, instead = {} }: Bodies, name: string, { second = 0, seed = SEED } = {}): Delivery =>
  deliveryOf({ provider, name, second, seed, instead });

const customerOf = (bodies: Bodies): Delivery => toldBy(bodies, bodies.customer, { seed: 'customer' });

const knownOf = async ({ batch, drain, took }: MeasuredProcessor, bodies: Bodies): Promise<readonly string[]> => {
  const { payment, refund, subscription } = bodies;
  const tell = async (name: string | undefined, second = 0): Promise<string> =>
    name === undefined ? '–' : unitsOf(await took(() => batch([toldBy(bodies, name, { second })]), FREE));
  await batch([customerOf(bodies)]);
  await drain();
  const cells = [await tell(payment), await tell(payment), await tell(refund, 60)];
  await tell(subscription?.[0], 120);
  return [...cells, await tell(subscription?.[1], 180)];
};

const waitingOf = async ({ batch, drain, took }: MeasuredProcessor, bodies: Bodies): Promise<readonly string[]> => {
  const waits = await took(() => batch([toldBy(bodies, bodies.payment)]), FREE);
  await batch([customerOf(bodies)]);
  return [unitsOf(waits), unitsOf(await took(drain, FREE))];
};

const FREE = { kind: 'free' } as const;
const unitsOf = ({ write, read }: Took): string => `${write} + ${read}`;
