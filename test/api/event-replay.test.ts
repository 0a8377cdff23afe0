import { LOCAL_DEFAULTS } from '../../functions/platform/settings-schema.ts';
import { at } from '../support/ledger-events.ts';
import { anApi, READ_KEY } from './an-api.ts';
import { aRecord, BODY } from './rows.ts';

describe('POST /v1/events/{provider}/{event_id}/replay', () => {
  it.each(['then', 'now'] as const)('leaves the event to the queue, to be read under the settings of %s', async (settings) => {
    const { post, ledger, sent } = anApi();
    await ledger.writeRecord(aRecord(), BODY);
    expect(await post('/v1/events/stripe/evt_1/replay', { settings })).toMatchObject({
      status: 202,
      json: { data: { key: 'stripe:evt_1' } },
    });
    expect(sent).toEqual([{ work: { kind: 'replay', event: 'stripe:evt_1', settings } }]);
  });

  it('reads it under the settings of then when nothing is said', async () => {
    const { post, ledger, sent } = anApi();
    await ledger.writeRecord(aRecord(), BODY);
    expect((await post('/v1/events/stripe/evt_1/replay', {})).status).toBe(202);
    expect(sent[0]?.work).toMatchObject({ settings: 'then' });
  });

  it('answers 410 once its body is erased', async () => {
    const { post, ledger, sent } = anApi();
    await ledger.writeRecord(aRecord({ erased: true }), null);
    expect(await post('/v1/events/stripe/evt_1/replay', {})).toMatchObject({ status: 410, json: { type: '/problems/gone' } });
    expect(sent).toEqual([]);
  });

  it('answers 404 for an event that there is not, 400 for other settings, 403 to a key that may only read', async () => {
    const { post, ledger } = anApi();
    await ledger.writeRecord(aRecord(), BODY);
    expect((await post('/v1/events/stripe/evt_9/replay', {})).status).toBe(404);
    expect((await post('/v1/events/paypal/evt_1/replay', {})).status).toBe(404);
    expect(await post('/v1/events/stripe/evt_1/replay', { settings: 'later' })).toMatchObject({
      status: 400,
      json: { errors: [{ field: 'settings', problem: 'must be then or now' }] },
    });
    expect((await post('/v1/events/stripe/evt_1/replay', {}, { key: READ_KEY })).status).toBe(403);
  });
});

describe('POST /v1/events/replay', () => {
  it('starts a job and says how to look after it', async () => {
    const { call, post, ledger, sent, time } = anApi();
    const filter = {
      provider: 'stripe',
      type: 'charge.succeeded',
      outcome: 'unreadable',
      from: '2026-01-01T00:00:01Z',
      to: '2026-01-01T01:00:00+01:00',
    };
    expect((await post('/v1/events/replay', filter)).json.errors).toEqual([{ field: 'from', problem: 'must be before to' }]);
    time.now = at(60);
    const { status, json } = await post('/v1/events/replay', { ...filter, to: undefined, dry_run: true });
    expect([status, json.data]).toEqual([
      202,
      {
        id: 'id-1',
        kind: 'replay',
        state: 'queued',
        total: null,
        done: 0,
        money: [],
        dry_run: true,
        created_at: '2026-01-01T00:01:00.000Z',
        notes: [],
      },
    ]);
    expect(sent).toEqual([{ work: { kind: 'job', id: 'id-1' } }]);
    expect((await ledger.readJob('id-1'))?.request).toEqual({
      provider: 'stripe',
      type: 'charge.succeeded',
      outcome: 'unreadable',
      from: at(1),
      to: at(60),
      settings: 'then',
    });
    expect((await call('/v1/jobs/id-1')).json).toEqual(json);
  });

  it('takes every event up to now when nothing is said', async () => {
    const { post, ledger, time } = anApi({ settings: LOCAL_DEFAULTS });
    expect((await post('/v1/events/replay', {})).status).toBe(202);
    expect((await ledger.readJob('id-1'))?.request).toEqual({ from: null, to: time.now, settings: 'then' });
  });

  it.each([
    ['provider', 'paypal'],
    ['outcome', 'duplicate'],
    ['type', ''],
    ['from', 'yesterday'],
    ['to', 1],
    ['settings', null],
    ['dry_run', 'yes'],
    ['limit', 3],
  ])('answers 400 to %s %j', async (field, value) => {
    const { status, json } = await anApi().post('/v1/events/replay', { [field]: value });
    expect([status, json.errors]).toEqual([400, [{ field, problem: expect.any(String) }]]);
  });
});
