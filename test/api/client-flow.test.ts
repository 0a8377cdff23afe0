import { testkit as recurly } from '../../functions/providers/recurly/testkit.ts';
import { testkit as stripe } from '../../functions/providers/stripe/testkit.ts';
import { fixture, startApiFlow, statusOf } from '../support/api-flow.ts';
import { endAll, eventually } from '../support/local-process.ts';
import * as api from './client/hookledger.ts';

const NOW = new Date();
const PAID = stripe.transactionKey('ch_1');

const aPayment = (number: number, customerKey = 'acme') => ({
  eventId: `evt_${number}`,
  paymentId: `ch_${number}`,
  minor: 2000,
  customerKey,
  at: NOW,
});

/** The days of a team, told through the generated client. Every exchange is held against the document that the running API serves. */
describe('the API as its document tells it', () => {
  let flow: Awaited<ReturnType<typeof startApiFlow>>;
  beforeAll(async () => {
    flow = await startApiFlow();
  });
  afterAll(endAll);

  it('answers without a key that it is there, and nothing else', async () => {
    expect(await statusOf(api.checkHealth({ headers: {} }))).toBe(200);
    expect(await statusOf(api.listWaiting({}, { headers: { authorization: 'Bearer wrong' } }))).toBe(401);
  });

  it('names customers, and does not take a contradiction', async () => {
    const acme = { key: 'acme', partner_key: 'pat', provider_keys: ['stripe:customer:cus_1'] };
    expect(await statusOf(api.saveCustomer(acme))).toBe(201);
    expect(await statusOf(api.saveCustomer(acme))).toBe(200);
    expect(await statusOf(api.saveCustomer({ ...acme, partner_key: 'other' }))).toBe(409);
    expect(await statusOf(api.saveCustomer({ key: '' }))).toBe(400);
  });

  it('reads, lists and changes customers', async () => {
    expect(await statusOf(api.readCustomer('nobody'))).toBe(404);
    expect(await api.changeCustomer('acme', { name: 'Acme' })).toMatchObject({ status: 200, data: { data: { name: 'Acme' } } });
    expect(await api.readCustomer('acme')).toMatchObject({ status: 200, data: { data: { partner_key: 'pat', name: 'Acme' } } });
    expect(await api.listCustomers({ partnerKey: 'pat' })).toMatchObject({ data: { data: { items: [{ key: 'acme' }], has_more: false } } });
  });

  it('tells what became of a payment', async () => {
    expect(await flow.deliver(stripe, stripe.payment(aPayment(1)))).toMatchObject({ outcome: 'recorded', rows: [PAID] });
    expect(await api.listTransactions('acme', { limit: 1 })).toMatchObject({ data: { data: { items: [{ net_amount: 2000 }] } } });
    expect(await api.readTransaction(PAID)).toMatchObject({ data: { data: { partner_key: 'pat', event_keys: ['stripe:evt_1'] } } });
  });

  it('tells of subscriptions', async () => {
    await flow.deliver(stripe, fixture('stripe', 'customer_subscription_created'));
    expect(await api.listSubscriptions('acme')).toMatchObject({ data: { data: { items: [{ status: 'active', provider: 'stripe' }] } } });
  });

  it('tells what waits, and of what could not be read', async () => {
    await flow.deliver(stripe, stripe.payment(aPayment(2, 'nobody-yet')));
    expect(await api.listWaiting()).toMatchObject({ data: { data: { items: [{ kind: 'payment', amount: 2000, currency: 'USD' }] } } });
    expect(await flow.send(stripe, Buffer.from('{}'))).toBe(200);
    await eventually(async () => {
      const unreadable = await api.listUnreadableEvents('unreadable');
      return unreadable.status === 200 && unreadable.data.data.items.length === 1;
    });
  });

  it('records and archives transactions of the team', async () => {
    const order = { amount: 4900, currency: 'EUR', key: 'order-1' };
    expect(await statusOf(api.createTransaction('acme', order))).toBe(201);
    expect(await statusOf(api.createTransaction('acme', order))).toBe(200);
    expect(await statusOf(api.createTransaction('acme', { ...order, amount: 1 }))).toBe(409);
    expect(await statusOf(api.createTransaction('acme', { ...order, currency: 'EURO' }))).toBe(400);
    expect(await api.archiveTransaction('order-1')).toMatchObject({ status: 200, data: { data: { archived: true } } });
    expect(await statusOf(api.archiveTransaction(stripe.transactionKey('ch_never_seen')))).toBe(202);
  });

  it('imports transactions, and refuses a row without refusing the others', async () => {
    const csv = 'customer_key,amount,currency,key\nacme,100,USD,row-1\nacme,1.5,USD,row-2\n';
    const send = (text: string, query = {}) => api.importTransactions({ file: new Blob([text]) }, query);
    const imported = { read: 2, recorded: 1, refused: [{ row: 3, column: 'amount' }] };
    expect(await send(csv, { dryRun: 'true' })).toMatchObject({ status: 200, data: { data: imported } });
    expect(await send(csv)).toMatchObject({ status: 200, data: { data: imported } });
    expect(await send(csv)).toMatchObject({ data: { data: { ...imported, recorded: 0, unchanged: 1 } } });
    expect(await statusOf(send('amount\n1'))).toBe(400);
    expect(await statusOf(send(`${csv}${'a,1,USD,row\n'.repeat(1000)}`))).toBe(413);
  });

  it('takes the payment of a refund from an operator, once it waits for one', async () => {
    expect(await statusOf(api.linkEvent('stripe', 'evt_1', { transaction_key: PAID }))).toBe(409);
    expect(await statusOf(api.linkEvent('stripe', 'evt_none', { transaction_key: PAID }))).toBe(404);
    await flow.deliver(recurly, recurly.payment(aPayment(3)));
    const waiting = await flow.deliver(recurly, fixture('recurly', 'successful_refund'));
    expect(waiting).toMatchObject({ outcome: 'waiting', rows: [expect.stringMatching(/^recurly:refund:/)] });
    const linked = await api.linkEvent('recurly', waiting.event_id, { transaction_key: recurly.transactionKey('ch_3') });
    expect(linked).toMatchObject({ status: 200, data: { data: { outcome: 'recorded' } } });
    expect(await api.readTransaction(recurly.transactionKey('ch_3'))).toMatchObject({ data: { data: { refunded_amount: 1900 } } });
  });

  it('adds up what a partner brought in', async () => {
    expect(await api.readRevenue('pat', { $from: '2020-01-01', to: '2100-01-01' })).toMatchObject({
      status: 200,
      data: { data: { items: [{ currency: 'USD' }] } },
    });
    expect(await statusOf(api.readRevenue('pat', { $from: 'yesterday' }))).toBe(400);
  });

  it('reads events again', async () => {
    expect(await statusOf(api.replayEvent('stripe', 'evt_1', { settings: 'now' }))).toBe(202);
    expect(await statusOf(api.replayEvent('stripe', 'evt_none', {}))).toBe(404);
    const counted = await flow.untilDone(api.replayEvents({ provider: 'stripe', type: 'charge.succeeded', dry_run: true }));
    expect(counted).toMatchObject({ kind: 'replay', state: 'done', dry_run: true, done: 2 });
    expect(await statusOf(api.replayEvents({ from: '2100-01-01T00:00:00Z' }))).toBe(400);
  });

  it('tells what is on the queues, and takes up again what could not be worked off', async () => {
    expect(await api.readQueue()).toMatchObject({ status: 200, data: { data: expect.any(Object) } });
    expect(await flow.untilDone(api.redriveQueue({ dry_run: true }))).toMatchObject({ kind: 'redrive', state: 'done', done: 0 });
  });

  it('tells what to set up at the providers', async () => {
    const stripeHook = { provider: 'stripe', url: expect.stringMatching(/\/webhooks\/stripe$/), last_event_at: expect.any(String) };
    expect(await api.listWebhooks()).toMatchObject({
      data: { data: { items: expect.arrayContaining([expect.objectContaining(stripeHook)]) } },
    });
  });

  it('tells what it runs with', async () => {
    expect(await api.readSettings()).toMatchObject({ status: 200, data: { data: { stripe: { record_from: 'charges' } } } });
  });

  it('reads one subscription', async () => {
    const { rows } = await flow.deliver(recurly, fixture('recurly', 'new_subscription'));
    const [key = ''] = rows.filter((row) => row.startsWith('recurly:subscription:'));
    expect(await api.readSubscription(key)).toMatchObject({ status: 200, data: { data: { key, provider: 'recurly' } } });
    expect(await statusOf(api.readSubscription('recurly:subscription:none'))).toBe(404);
  });

  it('erases a person', async () => {
    expect(await flow.untilDone(api.eraseCustomer('acme'))).toMatchObject({ kind: 'erase', state: 'done' });
    expect(await api.readCustomer('acme')).toMatchObject({ data: { data: { name: null, deleted: true } } });
    expect(await statusOf(api.changeCustomer('acme', { name: 'Acme' }))).toBe(409);
    expect(await statusOf(api.saveCustomer({ key: 'acme' }))).toBe(409);
    expect(await statusOf(api.replayEvent('stripe', 'evt_1', {}))).toBe(410);
  });

  it('was asked every call that is in the document', () => {
    expect(flow.witness.unseen()).toEqual([]);
  });
});
