import type { LedgerEvent } from '../../functions/domain/ledger-event.ts';
import { viewSubscription } from '../../functions/domain/subscription.ts';
import type { MemoryLedger } from '../../functions/ledger/memory-ledger.ts';
import { createMemoryLedger } from '../../functions/ledger/memory-ledger.ts';
import { viewOf } from '../../functions/ledger/row-story.ts';
import { NO_METRICS } from '../../functions/platform/metrics.ts';
import { providers } from '../../functions/providers/all.ts';
import { fixturesOf } from '../support/fixtures.ts';
import { aCustomer, aDispute, aFigure, aPayment, aRefund, aSubscription, at } from '../support/ledger-events.ts';
import { permutations } from '../support/orders.ts';
import { aDelivery, createTestProcessor, eventOf, ledgerAfter } from '../support/processor.ts';

const byLink = { links: ['stripe:customer:cus_1'] } as const;
const paid = (id: string, second: number, over: Partial<Parameters<typeof aPayment>[0]> = {}) =>
  aPayment({ key: `stripe:charge:${id}`, id: `evt_${id}`, second, paidAt: at(second), candidates: byLink, ...over });
const status = (word: 'active' | 'ended') => ({ value: { status: word, providerStatus: word } });

const netOf = async (ledger: MemoryLedger, id = 'ch_1') => {
  const row = await ledger.readTransaction(`stripe:charge:${id}`);
  return row === undefined ? undefined : { net: viewOf(row).netAmount, status: viewOf(row).status, of: row.customerKey };
};
const subscriptionOf = async (ledger: MemoryLedger) => {
  const row = await ledger.readSubscription('stripe:subscription:sub_1');
  return row === undefined ? undefined : viewSubscription(row.facts);
};
const ownersOf = async (ledger: MemoryLedger, ...ids: readonly string[]) => {
  const rows = await Promise.all(ids.map((id) => ledger.readTransaction(`stripe:charge:${id}`)));
  return rows.map((row) => row?.customerKey ?? null);
};

type Case = {
  readonly title: string;
  readonly events: readonly LedgerEvent[];
  readonly told: (ledger: MemoryLedger) => Promise<unknown>;
  readonly expected: unknown;
};

/** What a pipeline that goes by the order of arrival gets wrong. */
const CASES: readonly Case[] = [
  {
    title: '[F 26] a refund and a lost dispute wait in the row of their payment and count once, when it is there',
    events: [aCustomer(), aPayment({ second: 1 }), aRefund({ minor: 300 }), aDispute({ minor: 200, state: 'lost' })],
    told: netOf,
    expected: { net: 500, status: 'disputed', of: 'acme' },
  },
  {
    title: '[F 27] a payment that failed for good stays so, whatever comes last',
    events: [
      aCustomer(),
      aPayment({ second: 1, state: 'authorized', captured: 0 }),
      aPayment({ second: 2 }),
      aPayment({ second: 3, state: 'failed' }),
    ],
    told: netOf,
    expected: { net: 0, status: 'failed', of: 'acme' },
  },
  {
    title: '[F 27] a subscription that was cancelled before it was created is ended',
    events: [
      aSubscription({ second: 1, rank: 0, status: status('active') }),
      aSubscription({ second: 1, rank: 2, id: 'evt_a', status: status('ended') }),
    ],
    told: async (ledger) => (await subscriptionOf(ledger))?.status,
    expected: 'ended',
  },
  {
    title: '[F 28] of two updates in one second the one with the greater id holds',
    events: ['evt_9', 'evt_10', 'evt_8'].map((id) => aSubscription({ second: 1, id, planKey: { value: id } })),
    told: async (ledger) => (await subscriptionOf(ledger))?.planKey,
    expected: 'evt_9',
  },
  {
    title: '[F 29] an event of days ago does not bring an older state back',
    events: [
      aSubscription({ second: 0, status: status('active'), planKey: { value: 'basic' } }),
      aSubscription({ second: 5 * 86_400, status: status('ended') }),
    ],
    told: async (ledger) => (await subscriptionOf(ledger))?.status,
    expected: 'ended',
  },
  {
    title: '[F 53] payments after a change of the customer key follow it, earlier ones stay',
    events: [
      aCustomer({ second: 10, key: 'acme' }),
      aCustomer({ second: 20, key: 'globex' }),
      paid('ch_a', 15),
      paid('ch_b', 25),
      paid('ch_c', 5),
    ],
    told: (ledger) => ownersOf(ledger, 'ch_a', 'ch_b', 'ch_c'),
    expected: ['acme', 'globex', 'acme'],
  },
  {
    title: '[F 54] two customers who claim one id both keep their claim, and each payment follows that of its time',
    events: [
      aCustomer({ second: 10, key: 'acme' }),
      aCustomer({ second: 10, key: 'globex' }),
      aCustomer({ second: 30, key: 'acme' }),
      paid('ch_a', 35),
    ],
    told: async (ledger) => [await ownersOf(ledger, 'ch_a'), (await ledger.allClaims('stripe:customer:cus_1', { limit: 9 })).items.length],
    expected: [['acme'], 3],
  },
  {
    title: '[F 64] a refund in part, then of all, and then of more, never takes more than was captured',
    events: [
      aCustomer(),
      aPayment({ second: 1 }),
      aRefund({ refundId: 're_1', minor: 400, second: 10 }),
      aRefund({ refundId: 're_2', minor: 900, second: 11 }),
      aFigure({ minor: 1000, second: 12 }),
    ],
    told: netOf,
    expected: { net: 0, status: 'refunded', of: 'acme' },
  },
];

let orders = 0;
afterAll(() => process.stdout.write(`faults: ${orders} orders of events\n`));

it.each(CASES.map((one) => [one.title, one] as const))('%s', async (_, { events, told, expected }) => {
  for (const order of permutations(events)) {
    expect(await told(await ledgerAfter(order.map((event) => eventOf(event))))).toEqual(expected);
    orders += 1;
  }
});

it('[F 54] counts a claim that contradicts another, and names it', async () => {
  const [count, warn] = [jest.fn(), jest.fn()];
  const { processDelivery } = createTestProcessor(createMemoryLedger(), {
    log: { info: () => {}, warn, error: () => {} },
    metrics: { ...NO_METRICS, count },
  });
  await processDelivery(eventOf(aCustomer({ key: 'acme' })));
  await processDelivery(eventOf(aCustomer({ key: 'globex', second: 5 })));
  expect(count).toHaveBeenCalledWith('ContestedLinks');
  expect(warn).toHaveBeenCalledWith('contested link', expect.objectContaining({ key: 'stripe:customer:cus_1' }));
});

it('[F 61] is one transaction that Stripe tells as charge, update, capture and invoice', async () => {
  const fixtures = fixturesOf('stripe').filter(({ name }) =>
    ['charge_succeeded', 'charge_updated', 'charge_captured', 'invoice_paid_charges_mode', 'invoice_payment_paid_charges_mode'].includes(
      name,
    ),
  );
  expect(fixtures).toHaveLength(5);
  const ids = ['ch_same', 'in_same'];
  const deliveries = fixtures.map(({ input }) => aDelivery(aboutOne(input.body, ids)));
  const [first = [], ...others] = await Promise.all(
    permutations(deliveries).map(async (order) => {
      const { processDelivery, ledger, drain } = createTestProcessor(createMemoryLedger(), { providers });
      for (const delivery of order) await processDelivery(delivery);
      await drain();
      return Object.keys(ledger.snapshot().state['transactions'] ?? {});
    }),
  );
  expect(first).toEqual(['stripe:charge:ch_same']);
  for (const keys of others) expect(keys).toEqual(first);
});

/** The body with every charge id and every invoice id made one. */
const aboutOne = (body: Buffer, [charge = '', invoice = '']: readonly string[]): Buffer =>
  Buffer.from(
    body
      .toString('utf8')
      .replace(/"ch_\w+"/g, `"${charge}"`)
      .replace(/"in_\w+"/g, `"${invoice}"`),
  );
