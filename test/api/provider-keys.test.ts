import { LATEST } from '../../functions/domain/claims.ts';
import type { ClaimItem } from '../../functions/ledger/rows.ts';
import { aCustomer, at, START } from '../support/ledger-events.ts';
import { anApi } from './an-api.ts';

const CUS_1 = 'stripe:customer:cus_1';
const SINCE = '2026-01-01T00:01:00Z';

/** A claim that an event made. */
const anEventClaim = (target: string, second: number): ClaimItem => {
  const { customerKey: key, version: told } = aCustomer({ key: target, second });
  return {
    providerKey: CUS_1,
    claim: { target: key, from: at(second), by: 'event', version: told },
  };
};

describe('the provider keys of a POST', () => {
  it('become claims of the team, for all times or from a time on', async () => {
    const { post, ledger } = anApi();
    await post('/v1/customers', { key: 'acme', provider_keys: [CUS_1] });
    await post('/v1/customers', { key: 'beta', provider_keys: [CUS_1], since: '2026-01-01T02:01:00+02:00' });
    const claims = (await ledger.readClaims(CUS_1, LATEST)).map(({ claim: { target, from, by } }) => ({ target, from, by }));
    expect(claims).toEqual([
      { target: 'acme', from: null, by: 'team' },
      { target: 'beta', from: at(60), by: 'team' },
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

  it('tell those who wait when they are sent again: the first call may have ended before it told them', async () => {
    const { post, ledger, sent } = anApi();
    const body = { key: 'acme', provider_keys: [CUS_1] };
    await post('/v1/customers', body);
    sent.length = 0;
    const row = { table: 'transactions', key: 'stripe:charge:ch_1' } as const;
    for (const awaited of ['customer:acme', `link:${CUS_1}`] as const)
      await ledger.putWaitingEntry({ awaited, row, since: START, token: awaited });
    expect((await post('/v1/customers', body)).status).toBe(200);
    expect(sent.map(({ work }) => work)).toEqual([
      { kind: 'release', awaited: 'customer:acme' },
      { kind: 'release', awaited: `link:${CUS_1}` },
    ]);
  });

  it('leave nothing more to do when they are sent again and nobody waits', async () => {
    const { post, ledger, sent } = anApi();
    await ledger.write([{ kind: 'claim', item: anEventClaim('beta', 0) }]);
    const body = { key: 'acme', provider_keys: [CUS_1], since: SINCE };
    await post('/v1/customers', body);
    sent.length = 0;
    expect((await post('/v1/customers', body)).status).toBe(200);
    expect(sent).toEqual([]);
  });

  it('of the same customer may begin once more, and change when it was updated', async () => {
    const { post, ledger, sent, time } = anApi();
    await post('/v1/customers', { key: 'acme', provider_keys: [CUS_1] });
    time.now += 1000;
    const { status, json } = await post('/v1/customers', { key: 'acme', provider_keys: [CUS_1], since: SINCE });
    expect([status, json.data.updated_at]).toEqual([200, '2026-01-01T00:00:01.000Z']);
    expect(await ledger.readClaims(CUS_1, LATEST)).toHaveLength(2);
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
