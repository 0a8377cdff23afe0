import { customerKey } from '../../functions/domain/keys.ts';
import { ConflictError } from '../../functions/ledger/ledger.ts';
import { createMemoryLedger } from '../../functions/ledger/memory-ledger.ts';
import type { CustomerItem } from '../../functions/ledger/rows.ts';
import { at, version } from '../support/ledger-events.ts';
import { anApi } from './an-api.ts';

const CUS_1 = 'stripe:customer:cus_1';
const SINCE = '2026-01-01T00:01:00Z';

/** A customer as provider events left it. */
const aStoredCustomer = (over: Partial<CustomerItem> = {}): CustomerItem => ({
  key: customerKey('acme'),
  version: 0,
  facts: {
    partners: { pat: version(0) },
    providerKeys: [CUS_1],
    email: { value: 'event@example.com', version: version(0) },
    name: { value: 'Event', version: version(0) },
  },
  eventKeys: ['stripe:evt_0'],
  createdAt: at(0),
  updatedAt: at(1),
  ...over,
});

describe('POST /v1/customers', () => {
  it('answers 201 with the customer as GET shows it', async () => {
    const { post, call } = anApi();
    const body = { key: 'acme', partner_key: 'pat', email: 'a@example.com', name: 'Acme', provider_keys: [CUS_1, CUS_1] };
    const { status, json } = await post('/v1/customers', body);
    expect(status).toBe(201);
    expect(json).toEqual({
      data: {
        key: 'acme',
        partner_key: 'pat',
        partner_conflicts: [],
        email: 'a@example.com',
        name: 'Acme',
        provider_keys: [CUS_1],
        created_at: '2026-01-01T00:00:00.000Z',
        updated_at: '2026-01-01T00:00:00.000Z',
      },
    });
    expect((await call('/v1/customers/acme')).json).toEqual(json);
  });

  it('needs no more than a key', async () => {
    const { json } = await anApi().post('/v1/customers', { key: 'acme' });
    expect(json.data).toMatchObject({ partner_key: null, email: null, name: null, provider_keys: [] });
  });

  it('may be repeated: 200, nothing written, nothing released', async () => {
    const { post, ledger, sent, time } = anApi();
    const body = { key: 'acme', partner_key: 'pat', email: 'a@example.com', name: 'Acme', provider_keys: [CUS_1], since: SINCE };
    const first = await post('/v1/customers', body);
    sent.length = 0;
    time.now += 1000;
    expect(await post('/v1/customers', body)).toMatchObject({ status: 200, json: first.json });
    expect((await ledger.readCustomer(customerKey('acme')))?.version).toBe(1);
    expect(sent).toEqual([]);
  });

  it('applies what is new to a customer that is there, and contradicts nothing with what it omits', async () => {
    const { post, time } = anApi();
    await post('/v1/customers', { key: 'acme', name: 'Acme' });
    time.now += 1000;
    const { status, json } = await post('/v1/customers', { key: 'acme', partner_key: 'pat' });
    expect(status).toBe(200);
    expect(json.data).toMatchObject({ name: 'Acme', partner_key: 'pat', updated_at: '2026-01-01T00:00:01.000Z' });
  });

  it('beats what provider events told', async () => {
    const { post, ledger } = anApi();
    await ledger.write([{ kind: 'customer', item: aStoredCustomer() }]);
    const { status, json } = await post('/v1/customers', { key: 'acme', partner_key: 'paula', email: 'team@example.com' });
    expect(status).toBe(200);
    expect(json.data).toMatchObject({ partner_key: 'paula', partner_conflicts: ['pat'], email: 'team@example.com', name: 'Event' });
    expect(json.data.created_at).toBe('2026-01-01T00:00:00.000Z');
  });

  it("answers 409 to what contradicts the team's own earlier word, naming each field, and writes nothing", async () => {
    const { post, call } = anApi();
    await post('/v1/customers', { key: 'acme', partner_key: 'pat', email: 'a@example.com', name: 'Acme' });
    const body = { key: 'acme', partner_key: 'paula', email: 'b@example.com', name: 'Acme', provider_keys: [CUS_1] };
    const { status, json } = await post('/v1/customers', body);
    expect([status, json.type]).toEqual([409, '/problems/conflict']);
    expect(json.errors).toEqual([
      { field: 'partner_key', problem: expect.stringContaining('PATCH') },
      { field: 'email', problem: expect.stringContaining('PATCH') },
    ]);
    expect((await call('/v1/customers/acme')).json.data).toMatchObject({ partner_key: 'pat', provider_keys: [] });
  });

  it('reads and decides again when somebody else wrote first', async () => {
    const memory = createMemoryLedger();
    let conflicts = 2;
    const write: typeof memory.write = async (puts) => {
      conflicts -= 1;
      if (conflicts === 1) await memory.write([{ kind: 'customer', item: aStoredCustomer() }]);
      if (conflicts >= 0) throw new ConflictError('somebody else wrote first');
      await memory.write(puts);
    };
    const { post } = anApi({ ledger: { ...memory, write } });
    expect(await post('/v1/customers', { key: 'acme', name: 'Acme' })).toMatchObject({
      status: 200,
      json: { data: { name: 'Acme', email: 'event@example.com' } },
    });
  });
});

describe('two POSTs at once', () => {
  const race = async (bodies: readonly unknown[]) => {
    const { post, call } = anApi();
    const answers = await Promise.all(bodies.map((body) => post('/v1/customers', body)));
    return { statuses: answers.map(({ status }) => status).sort(), now: (await call('/v1/customers/acme')).json.data };
  };

  it('that agree are both applied, and only one of them created the customer', async () => {
    const { statuses, now } = await race([
      { key: 'acme', name: 'Acme' },
      { key: 'acme', email: 'a@example.com', provider_keys: [CUS_1] },
    ]);
    expect(statuses).toEqual([200, 201]);
    expect(now).toMatchObject({ name: 'Acme', email: 'a@example.com', provider_keys: [CUS_1] });
  });

  it('that contradict each other leave the first, and the other is told', async () => {
    const { statuses } = await race([
      { key: 'acme', partner_key: 'pat' },
      { key: 'acme', partner_key: 'paula' },
    ]);
    expect(statuses).toEqual([201, 409]);
  });

  it('that give one provider key to two customers leave the first', async () => {
    const { statuses } = await race([
      { key: 'acme', provider_keys: [CUS_1] },
      { key: 'beta', provider_keys: [CUS_1] },
    ]);
    expect(statuses).toEqual([201, 409]);
  });
});

describe('GET /v1/customers/{key}', () => {
  it('shows what provider events told', async () => {
    const { call, ledger } = anApi();
    await ledger.write([{ kind: 'customer', item: aStoredCustomer() }]);
    expect((await call('/v1/customers/acme')).json.data).toEqual({
      key: 'acme',
      partner_key: 'pat',
      partner_conflicts: [],
      email: 'event@example.com',
      name: 'Event',
      provider_keys: [CUS_1],
      created_at: '2026-01-01T00:00:00.000Z',
      updated_at: '2026-01-01T00:00:01.000Z',
    });
  });

  it.each(['', '/transactions', '/subscriptions'])('[105] answers 404 to an unknown customer%s', async (path) => {
    expect(await anApi().call(`/v1/customers/nobody${path}`)).toMatchObject({ status: 404, json: { type: '/problems/not-found' } });
  });
});
