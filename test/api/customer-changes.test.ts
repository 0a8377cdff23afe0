import { customerKey } from '../../functions/domain/keys.ts';
import { ConflictError } from '../../functions/ledger/ledger.ts';
import { createMemoryLedger } from '../../functions/ledger/memory-ledger.ts';
import { aCustomer } from '../support/ledger-items.ts';
import { type Answer, anApi, READ_KEY } from './an-api.ts';

const keysOf = ({ json }: Answer): readonly string[] => json.data.items.map(({ key }: { readonly key: string }) => key);

describe('GET /v1/customers', () => {
  const withThree = async () => {
    const api = anApi();
    for (const [key, partner_key] of Object.entries({ acme: 'pat', beta: 'paula', corp: 'pat' }))
      await api.post('/v1/customers', { key, partner_key });
    return api;
  };

  it('lists all customers, or those of one partner', async () => {
    const { call } = await withThree();
    expect(keysOf(await call('/v1/customers', { key: READ_KEY }))).toEqual(['acme', 'beta', 'corp']);
    expect(keysOf(await call('/v1/customers?partner_key=pat'))).toEqual(['acme', 'corp']);
    expect(keysOf(await call('/v1/customers?partner_key=nobody'))).toEqual([]);
  });

  it('shows each as GET of it does, page by page', async () => {
    const { call } = await withThree();
    const first = await call('/v1/customers?limit=2');
    expect(first.json.data).toMatchObject({ has_more: true, items: [{ key: 'acme' }, { key: 'beta' }] });
    expect(first.json.data.items[0]).toEqual((await call('/v1/customers/acme')).json.data);
    const next = await call(`/v1/customers?limit=2&cursor=${first.json.data.next_cursor}`);
    expect(next.json.data).toMatchObject({ has_more: false, next_cursor: null, items: [{ key: 'corp' }] });
  });

  it('[108] refuses a cursor of another list, and parameters that it does not know', async () => {
    const { call } = await withThree();
    const { next_cursor: cursor } = (await call('/v1/customers?limit=1')).json.data;
    for (const query of [`partner_key=pat&cursor=${cursor}`, 'cursor=forged', 'limit=0', 'partner_key=', 'email=a']) {
      expect((await call(`/v1/customers?${query}`)).status).toBe(400);
    }
  });
});

describe('PATCH /v1/customers/{key}', () => {
  const withAcme = async () => {
    const api = anApi();
    await api.post('/v1/customers', { key: 'acme', partner_key: 'pat', email: 'a@example.com', name: 'Acme' });
    api.sent.length = 0;
    return { ...api, patch: (body: unknown) => api.call('/v1/customers/acme', { method: 'PATCH', body }) };
  };

  it('changes what it names, and releases nothing', async () => {
    const { patch, call, sent, time } = await withAcme();
    time.now += 1000;
    const { status, json } = await patch({ partner_key: 'paula', name: 'ACME' });
    expect(status).toBe(200);
    expect(json.data).toMatchObject({ partner_key: 'paula', email: 'a@example.com', name: 'ACME', updated_at: '2026-01-01T00:00:01.000Z' });
    expect((await call('/v1/customers/acme')).json).toEqual(json);
    expect(keysOf(await call('/v1/customers?partner_key=paula'))).toEqual(['acme']);
    expect(sent).toEqual([]);
  });

  it('clears with null, even what provider events tell', async () => {
    const { call, ledger } = anApi();
    await ledger.write([{ kind: 'customer', item: aCustomer('acme') }]);
    const { json } = await call('/v1/customers/acme', { method: 'PATCH', body: { partner_key: null, email: null, name: null } });
    expect(json.data).toMatchObject({ partner_key: null, email: null, name: null });
  });

  it('orders words by their acceptance, whatever the clock says', async () => {
    const { patch, time } = await withAcme();
    time.now -= 60_000;
    await patch({ name: 'second' });
    expect((await patch({ name: 'third' })).json.data.name).toBe('third');
    expect((await patch({ name: 'Acme' })).json.data.name).toBe('Acme');
  });

  it('writes nothing when it says nothing new', async () => {
    const { patch, ledger } = await withAcme();
    for (const body of [{}, { name: 'Acme', partner_key: 'pat' }]) expect((await patch(body)).status).toBe(200);
    expect((await ledger.readCustomer(customerKey('acme')))?.version).toBe(1);
  });

  it('is what POST contradicts from then on', async () => {
    const { patch, post } = await withAcme();
    await patch({ email: null });
    expect((await post('/v1/customers', { key: 'acme', email: 'a@example.com' })).status).toBe(409);
    expect((await post('/v1/customers', { key: 'acme', name: 'Acme' })).status).toBe(200);
  });

  it.each([
    [{ key: 'other' }, 'key'],
    [{ provider_keys: [] }, 'provider_keys'],
    [{ email: '' }, 'email'],
    [{ partner_key: 5 }, 'partner_key'],
  ])('refuses %j, naming the field', async (body, field) => {
    const { patch } = await withAcme();
    expect(await patch(body)).toMatchObject({ status: 400, json: { errors: [{ field }] } });
  });

  it('answers 404 for a customer that is not there', async () => {
    expect(await anApi().call('/v1/customers/acme', { method: 'PATCH', body: {} })).toMatchObject({ status: 404 });
  });

  it('reads and decides again when somebody else wrote first', async () => {
    const memory = createMemoryLedger();
    await memory.write([{ kind: 'customer', item: aCustomer('acme') }]);
    let conflicts = 2;
    const write: typeof memory.write = async (puts) => {
      conflicts -= 1;
      if (conflicts >= 0) throw new ConflictError('somebody else wrote first');
      await memory.write(puts);
    };
    const { call } = anApi({ ledger: { ...memory, write } });
    expect((await call('/v1/customers/acme', { method: 'PATCH', body: { name: 'Acme' } })).json.data.name).toBe('Acme');
  });
});
