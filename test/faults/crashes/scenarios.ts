import type { LedgerEvent } from '../../../functions/domain/ledger-event.ts';
import { HISTORIES } from '../../support/histories.ts';
import { aCustomer, aDispute, aPayment, aRefund, aSubscription, at, INVOICE } from '../../support/ledger-events.ts';
import { plainBody } from '../../support/plain-provider.ts';
import type { Act, Plant } from './plant.ts';

/** A day in the life of the product, in which each act is done with before the next. */
export type Scenario = {
  readonly name: string;
  /** Told before the crash may come: what the acts find. */
  readonly given?: (plant: Plant) => Promise<void>;
  readonly acts: readonly Act[];
  /** Nobody asks again after a crash: what was begun is finished by the product itself, or was never begun. */
  readonly unrepeated?: true;
  /** The team has its say: the ledger is no fold of its events alone. */
  readonly team?: true;
};

export const webhook = (...events: readonly [LedgerEvent, ...LedgerEvent[]]): Act => ({
  kind: 'webhook',
  body: plainBody(events[0].version.id, events),
});

const post = (path: string, body: unknown): Act => ({ kind: 'call', method: 'POST', path, body });
const MANY = 30;
const charges = Array.from({ length: MANY }, (_, n) =>
  webhook(aPayment({ key: `stripe:charge:ch_${n}`, id: `evt_ch_${n}`, second: n, paidAt: at(n) })),
);
const named = aCustomer({ second: 50 });
const CHARGE = '/v1/transactions/stripe:charge:ch_1';
const acme = { key: 'acme', partner_key: 'pat', name: 'Ada' };

const given =
  (...acts: readonly Act[]) =>
  async (plant: Plant): Promise<void> => {
    for (const act of acts) {
      await plant.perform(act);
      await plant.drain();
    }
  };

/** Rows that await a key which is known by now, whose release was lost. */
const lostRelease = async (plant: Plant): Promise<void> => {
  await given(...charges.slice(0, 5), webhook(aSubscription()))(plant);
  await plant.perform(webhook(named));
  for (const message of plant.queue.splice(0)) if (message.text.includes('"delivery"')) plant.queue.push(message);
  await plant.drain();
};

const HEADER = 'customer_key,amount,currency,key,partner_key';
const file = [HEADER, ...Array.from({ length: 60 }, (_, n) => `c${n % 3},${n * 10},USD,order-${n},pat`)].join('\n');
const csv: Act = { kind: 'call', method: 'POST', path: '/v1/imports/transactions', body: file, headers: { 'content-type': 'text/csv' } };
const placedRefund = aRefund({ target: { item: 'stripe:refund:re_1', refs: [INVOICE] }, id: 'evt_refund' });

export const SCENARIOS: readonly Scenario[] = [
  ...Object.entries(HISTORIES).map(([name, events]) => ({ name, acts: events.map((event) => webhook(...event)) })),
  { name: 'two pages of waiting rows are released by an event', given: given(...charges), acts: [webhook(named)] },
  { name: 'the sweeper takes up a release that was lost', given: lostRelease, acts: [{ kind: 'sweep' }] },
  {
    name: 'the team names a customer and links that rows wait for',
    given: given(...charges, webhook(aSubscription())),
    acts: [post('/v1/customers', { ...acme, provider_keys: ['stripe:customer:cus_1', 'stripe:subscription:sub_1'] })],
    team: true,
  },
  {
    name: 'the team names a link once, and does not ask again',
    given: given(...charges.slice(0, 3)),
    acts: [post('/v1/customers', { ...acme, provider_keys: ['stripe:customer:cus_1'] })],
    unrepeated: true,
    team: true,
  },
  {
    name: 'the team moves a link to another customer',
    given: given(webhook(named), ...charges.slice(0, 3)),
    acts: [post('/v1/customers', { key: 'globex', provider_keys: ['stripe:customer:cus_1'] })],
    team: true,
  },
  {
    name: 'the team changes a customer and clears its name',
    given: given(webhook(named)),
    acts: [{ kind: 'call', method: 'PATCH', path: '/v1/customers/acme', body: { partner_key: 'sue', name: null } }],
    team: true,
  },
  {
    name: 'the team records a transaction of its own',
    given: given(webhook(named)),
    acts: [post('/v1/customers/acme/transactions', { key: 'order-1', amount: 500, currency: 'USD', occurred_at: '2026-01-01T00:00:00Z' })],
    team: true,
  },
  {
    name: 'the team deletes a transaction that waits, and one that was never seen',
    given: given(webhook(aPayment())),
    acts: [
      { kind: 'call', method: 'DELETE', path: CHARGE },
      { kind: 'call', method: 'DELETE', path: '/v1/transactions/stripe:charge:ch_never' },
    ],
    team: true,
  },
  {
    name: 'an operator names the payment of a refund, and then another',
    given: given(webhook(aPayment({ id: 'evt_1' })), webhook(aPayment({ key: 'stripe:charge:ch_2', id: 'evt_2' })), webhook(placedRefund)),
    acts: ['ch_1', 'ch_2'].map((id) => post('/v1/events/stripe/evt_refund/link', { transaction_key: `stripe:charge:${id}` })),
    team: true,
  },
  {
    name: 'a customer is erased, and pays on',
    given: given(webhook(aCustomer({ email: 'ada@example.com', name: 'Ada' })), ...charges.slice(0, 3), webhook(aDispute())),
    acts: [{ kind: 'call', method: 'DELETE', path: '/v1/customers/acme' }, webhook(aPayment({ key: 'stripe:charge:ch_9', id: 'evt_9' }))],
    team: true,
  },
  { name: 'a file is imported that creates three customers', acts: [csv], team: true },
];
