import { customerKey } from '../../functions/domain/keys.ts';
import { ConflictError } from '../../functions/ledger/ledger.ts';
import { createMemoryLedger } from '../../functions/ledger/memory-ledger.ts';
import type { ClaimItem, CustomerItem } from '../../functions/ledger/rows.ts';
import { aCustomer, at, START, version } from '../support/ledger-events.ts';
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

/** A claim that an event made. */
const anEventClaim = (target: string, second: number): ClaimItem => {
  const { customerKey: key, version: told } = aCustomer({ key: target, second });
  return {
    providerKey: CUS_1,
    id: `event:stripe:${told.id}:${target}`,
    claim: { target: key, from: at(second), by: 'event', version: told },
  };
};

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

describe('the provider keys of a POST', () => {
  it('become claims of the team, for all times or from a time on', async () => {
    const { post, ledger } = anApi();
    await post('/v1/customers', { key: 'acme', provider_keys: [CUS_1] });
    await post('/v1/customers', { key: 'beta', provider_keys: [CUS_1], since: '2026-01-01T02:01:00+02:00' });
    const claims = (await ledger.readClaims(CUS_1)).map(({ id, claim }) => ({ id, target: claim.target, from: claim.from, by: claim.by }));
    expect(claims).toEqual([
      { id: 'team:null', target: 'acme', from: null, by: 'team' },
      { id: `team:${at(60)}`, target: 'beta', from: at(60), by: 'team' },
    ]);
  });

  it('leave a release job with their customer, and send it', async () => {
    const { post, ledger, sent } = anApi();
    await post('/v1/customers', { key: 'acme', provider_keys: [CUS_1] });
    await post('/v1/customers', { key: 'acme', provider_keys: [CUS_1, 'recurly:account:7'] });
    await post('/v1/customers', { key: 'acme', name: 'Acme' });
    const { items: jobs } = await ledger.releaseJobs({ limit: 10 });
    expect(jobs.map(({ keys, createdAt }) => ({ keys, createdAt }))).toEqual([
      { keys: ['customer:acme', `link:${CUS_1}`], createdAt: START },
      { keys: ['link:recurly:account:7'], createdAt: START },
    ]);
    expect(sent).toEqual(jobs.map(({ id }) => ({ work: { kind: 'release_job', id } })));
  });

  it('are 409 for another customer from the same time on, and leave nothing behind', async () => {
    const { post, call } = anApi();
    await post('/v1/customers', { key: 'acme', provider_keys: [CUS_1], since: SINCE });
    const { status, json } = await post('/v1/customers', { key: 'beta', provider_keys: ['stripe:customer:cus_2', CUS_1], since: SINCE });
    expect([status, json.errors]).toEqual([409, [{ field: 'provider_keys', problem: expect.stringContaining(CUS_1) }]]);
    expect((await call('/v1/customers/beta')).status).toBe(404);
  });

  it('have their payments resolved again, now and in 15 minutes, when they change hands', async () => {
    const { post, ledger, sent } = anApi();
    await ledger.write([{ kind: 'claim', item: anEventClaim('beta', 0) }]);
    const work = { kind: 'reclaim', providerKey: CUS_1, from: at(60) };
    await post('/v1/customers', { key: 'acme', provider_keys: [CUS_1], since: SINCE });
    expect(sent.slice(1)).toEqual([{ work }, { work, delaySeconds: 900 }]);
  });

  it('that are claimed before all other claims concern all payments before, too', async () => {
    const { post, ledger, sent } = anApi();
    await ledger.write([{ kind: 'claim', item: anEventClaim('beta', 120) }]);
    await post('/v1/customers', { key: 'acme', provider_keys: [CUS_1], since: SINCE });
    expect(sent[1]).toEqual({ work: { kind: 'reclaim', providerKey: CUS_1, from: null } });
  });

  it('send their reclaims again with a repeat, as the first time may have ended in between', async () => {
    const { post, ledger, sent } = anApi();
    await ledger.write([{ kind: 'claim', item: anEventClaim('beta', 0) }]);
    const body = { key: 'acme', provider_keys: [CUS_1], since: SINCE };
    await post('/v1/customers', body);
    const reclaims = sent.slice(1);
    sent.length = 0;
    expect((await post('/v1/customers', body)).status).toBe(200);
    expect(sent).toEqual(reclaims);
  });

  it('of the same customer may begin once more, and change when it was updated', async () => {
    const { post, ledger, sent, time } = anApi();
    await post('/v1/customers', { key: 'acme', provider_keys: [CUS_1] });
    time.now += 1000;
    const { status, json } = await post('/v1/customers', { key: 'acme', provider_keys: [CUS_1], since: SINCE });
    expect([status, json.data.updated_at]).toEqual([200, '2026-01-01T00:00:01.000Z']);
    expect(await ledger.readClaims(CUS_1)).toHaveLength(2);
    expect(sent.map(({ work }) => work.kind)).toEqual(['release_job', 'release_job']);
  });

  it('are up to fifty in one transaction', async () => {
    const { post } = anApi();
    const keys = Array.from({ length: 50 }, (_, n) => `chargebee:customer:${String(n).padStart(2, '0')}:x`);
    expect(await post('/v1/customers', { key: 'acme', provider_keys: keys })).toMatchObject({
      status: 201,
      json: { data: { provider_keys: keys } },
    });
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
