import { readingSettings } from '../../functions/platform/settings.ts';
import { LOCAL_DEFAULTS } from '../../functions/platform/settings-schema.ts';
import { createClient } from '../support/client.ts';
import { endAll, type LocalProcess, startLocalProgram } from '../support/local-process.ts';
import { testkits } from '../support/testkits.ts';

/** The whole product in a process of its own, over HTTP, with the embedded queue and store. */
let server: LocalProcess;
beforeAll(async () => {
  server = await startLocalProgram();
});
afterAll(endAll);

const at = new Date('2026-01-05T12:00:00Z');
const path = (key: string) => `/v1/transactions/${encodeURIComponent(key)}`;

describe.each(testkits.map((testkit) => [testkit.provider.name, testkit] as const))('%s', (_, testkit) => {
  const { id } = testkit.provider;
  const customerKey = `${id}-customer`;
  const aPayment = (paymentId: string, eventId: string, over: { readonly customerKey?: string } = {}) =>
    testkit.payment({ eventId, paymentId, minor: 120_00, customerKey, at, ...over });
  const client = () => createClient(server.url);

  it('records a payment under its customer and partner, once however often it comes', async () => {
    const { send, post, until, get } = client();
    await post('/v1/customers', { key: customerKey, partner_key: 'partner-1' });
    const body = aPayment('7001', '9001');
    expect([await send(testkit, body), await send(testkit, body), await send(testkit, body)]).toEqual([200, 200, 200]);
    const { body: answer } = await until(path(testkit.transactionKey('7001')), ({ status }) => status === 200);
    expect(answer.data).toMatchObject({ customer_key: customerKey, partner_key: 'partner-1', amount: 12_000, net_amount: 12_000 });
    const list = await get(`/v1/customers/${customerKey}/transactions`);
    expect(list.body.data.items).toHaveLength(1);
  });

  it('refuses what the provider did not sign, and records nothing of it', async () => {
    const { send, get } = client();
    expect(await send(testkit, aPayment('7002', '9002'), testkit.otherSecret)).toBe(401);
    expect((await get(path(testkit.transactionKey('7002')))).status).toBe(404);
  });

  it('takes a refund before its payment', async () => {
    if (testkit.refund === undefined) return;
    const { send, until } = client();
    const refund = testkit.refund({ eventId: '9004', refundId: '8003', paymentId: '7003', minor: 20_00, customerKey, at });
    expect(await send(testkit, refund)).toBe(200);
    expect(await send(testkit, aPayment('7003', '9003'))).toBe(200);
    const { body } = await until(path(testkit.transactionKey('7003')), ({ body: { data } }) => Number(data?.refunded_amount) > 0);
    expect(body.data).toMatchObject({ amount: 12_000, refunded_amount: 2_000, net_amount: 10_000, status: 'partially_refunded' });
  });

  it('keeps a payment waiting for its customer, and heals itself when the customer is named', async () => {
    const { send, post, until } = client();
    const unknown = `${id}-late`;
    const key = testkit.transactionKey('7005');
    expect(await send(testkit, aPayment('7005', '9005', { customerKey: unknown }))).toBe(200);
    const waiting = await until('/v1/waiting', ({ body }) => body.data.items.some((row) => row.key === key));
    expect(waiting.body.data.items).toContainEqual(
      expect.objectContaining({
        key,
        kind: 'payment',
        amount: 12_000,
        candidates: expect.arrayContaining([{ key: unknown, known: false }]),
      }),
    );
    expect((await post('/v1/customers', { key: unknown })).status).toBe(201);
    const { body } = await until(path(key), ({ body: { data } }) => data?.customer_key !== null);
    expect(body.data).toMatchObject({ customer_key: unknown, net_amount: 12_000 });
    await until('/v1/waiting', ({ body }) => body.data.items.every((row) => row.key !== key));
  });

  it('archives what it does not read, as ignored', async () => {
    const { send, until } = client();
    const body = testkit.unrelated({ eventId: '9006', at });
    expect(await send(testkit, body)).toBe(200);
    const settings = readingSettings(LOCAL_DEFAULTS, id);
    const { eventId, type } = testkit.provider.parse({ body, headers: {}, receivedAt: at, settings });
    const answer = await until(`/v1/events/${id}/${eventId}`, ({ status }) => status === 200);
    expect(answer.body.data).toMatchObject({ outcome: 'ignored', type, reason: expect.any(String), rows: [] });
  });

  it('keeps an authentic body that cannot be read, and lists it', async () => {
    const { send, until } = client();
    expect(await send(testkit, Buffer.from('neither json, nor xml, nor form %'))).toBe(200);
    const { body } = await until('/v1/events?outcome=unreadable', (answer) =>
      answer.body.data.items.some((event) => event.provider === id),
    );
    const [event] = body.data.items.filter((item) => item.provider === id);
    expect(event).toMatchObject({ outcome: 'unreadable', rows: [] });
    expect(event?.event_id).toMatch(/^sha256-[0-9a-f]{64}$/);
  });
});
