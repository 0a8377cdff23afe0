import { customerKey } from '../../functions/domain/keys.ts';
import { aCustomer } from '../support/ledger-items.ts';
import { anApi } from './an-api.ts';

const withAcme = async () => {
  const api = anApi();
  await api.ledger.write([{ kind: 'customer', item: aCustomer('acme') }]);
  await api.post('/v1/customers', { key: 'acme', email: 'ada@example.com', name: 'Ada' });
  api.sent.length = 0;
  return { ...api, erase: () => api.call('/v1/customers/acme', { method: 'DELETE' }) };
};

describe('DELETE /v1/customers/{key}', () => {
  it('answers 202 with the job that erases the bodies, and the name is gone at once', async () => {
    const { erase, call, ledger, sent } = await withAcme();
    const { status, json } = await erase();
    expect(status).toBe(202);
    expect(json.data).toMatchObject({ kind: 'erase', state: 'queued', dry_run: false });
    expect(sent).toEqual([{ work: { kind: 'job', id: json.data.id } }]);
    expect((await call(`/v1/jobs/${json.data.id}`)).json.data).toEqual(json.data);
    const { data } = (await call('/v1/customers/acme')).json;
    expect(data).toMatchObject({ key: 'acme', email: null, name: null, deleted: true });
    expect(JSON.stringify(await ledger.readCustomer(customerKey('acme')))).not.toMatch(/ada/i);
  });

  it('answers with the same job when it is repeated, and sends it again only while nobody began it', async () => {
    const { erase, ledger, sent } = await withAcme();
    const first = await erase();
    expect(await erase()).toMatchObject({ status: 202, json: first.json });
    expect(sent).toHaveLength(2);
    const job = await ledger.readJob(first.json.data.id);
    if (job !== undefined) await ledger.write([{ kind: 'job', item: { ...job, state: 'done' } }]);
    expect(await erase()).toMatchObject({ status: 202, json: { data: { id: first.json.data.id, state: 'done' } } });
    expect(sent).toHaveLength(2);
  });

  it('leaves a key that is neither said nor changed again: 409', async () => {
    const { erase, post, call } = await withAcme();
    await erase();
    for (const body of [{ key: 'acme' }, { key: 'acme', name: 'Ada' }]) {
      expect(await post('/v1/customers', body)).toMatchObject({ status: 409, json: { type: '/problems/conflict' } });
    }
    for (const body of [{}, { name: 'Ada' }]) expect((await call('/v1/customers/acme', { method: 'PATCH', body })).status).toBe(409);
    expect((await call('/v1/customers/acme')).json.data).toMatchObject({ name: null, deleted: true });
  });

  it('never tells of a customer that was not deleted that it was', async () => {
    const { call } = await withAcme();
    expect((await call('/v1/customers/acme')).json.data).not.toHaveProperty('deleted');
  });

  it('answers 404 for a customer that is not there', async () => {
    expect(await anApi().call('/v1/customers/acme', { method: 'DELETE' })).toMatchObject({ status: 404 });
  });

  it('keeps the key out of the id of its job', async () => {
    const { erase } = await withAcme();
    expect((await erase()).json.data.id).not.toContain('acme');
  });
});
