import { aJob } from '../support/ledger-items.ts';
import { anApi, READ_KEY } from './an-api.ts';

it('tells how far a job is', async () => {
  const { call, ledger } = anApi();
  await ledger.write([{ kind: 'job', item: aJob('job-1') }]);
  expect(await call('/v1/jobs/job-1', { key: READ_KEY })).toMatchObject({
    status: 200,
    json: {
      data: {
        id: 'job-1',
        kind: 'replay',
        state: 'running',
        total: 100,
        done: 25,
        money: [{ currency: 'USD', minor: -4900 }],
        dry_run: false,
        created_at: '2026-06-01T10:00:00.000Z',
        notes: [{ key: 'stripe:charge:ch_1', reason: 'has more than 100 events' }],
      },
    },
  });
});

it('answers 404 to the id of no job', async () => {
  expect(await anApi().call('/v1/jobs/job-9')).toMatchObject({ status: 404, json: { type: '/problems/not-found' } });
});
