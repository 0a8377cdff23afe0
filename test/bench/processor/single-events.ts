import type { Findings, Goal } from '../section.ts';
import { chargeOf, customerKeyOf, customerOf, deliveryOf, refundOf } from './deliveries.ts';
import { floorTable } from './floor.ts';
import type { MeasuredProcessor, Processors, Took } from './measured-processor.ts';
import { warm } from './warm.ts';

const GOAL = 9;

/** One event at a time, of Stripe: the commonest, and those that wait. */
export const measureSingleEvents = async (processors: Processors): Promise<Pick<Findings, 'goals' | 'tables'>> => {
  const known = await ofAKnownCustomer(await warm(processors));
  const invoice = await ofAnInvoice(await warm(processors, 'invoices'));
  const unknown = await ofAnUnknownCustomer(await warm(processors));
  const waiting = { write: unknown.waits.write + unknown.release.write, read: unknown.waits.read + unknown.release.read };
  const table = {
    caption:
      'One event of Stripe at a time. Units as DynamoDB reports them, requests, and how many of these follow each other. All is included: the record with its body, the row, its index entry, the reads before.',
    head: ['event', 'write units', 'read units', 'requests', 'one after the other'],
    rows: [
      ['first payment of a known customer', ...figuresOf(known.payment)],
      ['first payment, that stands for its invoice', ...figuresOf(invoice)],
      ['a payment once more', ...figuresOf(known.duplicate)],
      ['a refund of it', ...figuresOf(known.refund)],
      ['a subscription changes', ...figuresOf(known.subscription)],
      ['means nothing to the ledger', ...figuresOf(known.ignored)],
      ['first payment of a customer who is not known yet: it waits', ...figuresOf(unknown.waits)],
      ['the customer is named', ...figuresOf(unknown.customer)],
      ['the payment is released', ...figuresOf(unknown.release)],
    ],
  };
  return { goals: [goalOf(waiting.write)], tables: [table, floorTable({ ...known, waiting })] };
};

const figuresOf = ({ write, read, requests, rounds }: Took): readonly string[] => [write, read, requests, rounds].map(String);

const ofAKnownCustomer = async ({ batch, took }: MeasuredProcessor) => {
  await batch([customerOf()]);
  const payment = await took(() => batch([chargeOf('a')]));
  const duplicate = await took(() => batch([chargeOf('a')]));
  const refund = await took(() => batch([refundOf('a', 1)]));
  await batch([deliveryOf({ name: 'customer_subscription_created' })]);
  const subscription = await took(() => batch([deliveryOf({ name: 'customer_subscription_updated', second: 60 })]));
  const unheardOf = deliveryOf({ name: 'charge_succeeded', seed: 'b', instead: { 'charge.succeeded': 'charge.imaginary' } });
  return { payment, duplicate, refund, subscription, ignored: await took(() => batch([unheardOf])) };
};

const ofAnInvoice = async ({ batch, took }: MeasuredProcessor): Promise<Took> => {
  await batch([customerOf()]);
  const paid = deliveryOf({ name: 'invoice_paid_with_payments', recordFrom: 'invoices', instead: { '"acme"': `"${customerKeyOf(1)}"` } });
  return took(() => batch([paid]));
};

const ofAnUnknownCustomer = async ({ batch, drain, took, ledger }: MeasuredProcessor) => {
  const isWaiting = async (): Promise<boolean> => (await ledger.listWaiting({ limit: 1 })).items.length > 0;
  const waits = await took(() => batch([chargeOf('a')]));
  if (!(await isWaiting())) throw new Error('Nothing waits');
  const customer = await took(() => batch([customerOf()]));
  const release = await took(drain);
  if (await isWaiting()) throw new Error('Something still waits');
  return { waits, customer, release };
};

const goalOf = (seen: number): Goal => ({
  text: `a payment that waits and is released takes at most ${GOAL} write units, its record included`,
  reached: seen <= GOAL,
  seen: String(seen),
});
