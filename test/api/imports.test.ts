import { createDynamoLedger } from '../../functions/ledger/dynamo-ledger.ts';
import { startDynamo } from '../support/dynamo.ts';
import { aPayment } from '../support/ledger-events.ts';
import { anApi, READ_KEY } from './an-api.ts';
import { aTransactionRow } from './rows.ts';

const PATH = '/v1/imports/transactions';
const CSV = { 'content-type': 'text/csv' };
const HEADER = 'customer_key,amount,currency,key,partner_key';

const anImport = async (over: Parameters<typeof anApi>[0] = {}) => {
  const api = anApi(over);
  await api.post('/v1/customers', { key: 'acme', partner_key: 'pat' });
  const send = async (text: string, query = '') => api.call(`${PATH}${query}`, { method: 'POST', body: text, headers: CSV });
  /** The answer to a file with the usual header. */
  const rows = async (...lines: readonly string[]) => (await send([HEADER, ...lines].join('\n'))).json.data;
  const transaction = async (key: string) => (await api.call(`/v1/transactions/${key}`)).json.data;
  return { ...api, send, rows, transaction };
};

describe('POST /v1/imports/transactions', () => {
  it('[110] records rows with columns in any order, a byte order mark, CRLF and quotes', async () => {
    const { send, transaction } = await anImport();
    const header = '\ufeffoccurred_at,key,product_key,category_key,currency,amount,customer_key';
    const row = '2026-01-31T09:30:00+01:00,order-1,"gold, ""yearly""",plans,usd,-4900,acme';
    const { status, json } = await send(`${header}\r\n${row}\r\n`);
    expect([status, json]).toEqual([200, { data: { read: 1, recorded: 1, unchanged: 0, refused: [] } }]);
    expect(await transaction('order-1')).toMatchObject({
      customer_key: 'acme',
      partner_key: 'pat',
      amount: -4900,
      net_amount: -4900,
      currency: 'USD',
      product_key: 'gold, "yearly"',
      category_key: 'plans',
      occurred_at: '2026-01-31T08:30:00.000Z',
    });
  });

  it('pays on for an erased customer, and brings no name back', async () => {
    const { rows, call, post, transaction } = await anImport();
    await post('/v1/customers', { key: 'initech', partner_key: 'pat', email: 'who@example.com', name: 'Who' });
    expect((await call('/v1/customers/initech', { method: 'DELETE' })).status).toBe(202);
    expect(await rows('initech,4900,USD,order-9,pat')).toMatchObject({ recorded: 1, refused: [] });
    expect(await transaction('order-9')).toMatchObject({ customer_key: 'initech', net_amount: 4900 });
    expect((await call('/v1/customers/initech')).json.data).toMatchObject({ name: null, email: null, deleted: true });
  });

  it('[110] refuses bad rows by their number and column, and keeps the good ones', async () => {
    const { rows } = await anImport();
    const answer = await rows(
      'acme,1,USD,order-1,',
      'acme,1.50,USD,order-2,',
      'acme,1,XXX,order-3,',
      'acme,1,USD,abc,',
      'acme,1',
      '',
      'acme,2,USD,order-4,',
    );
    expect(answer).toMatchObject({ read: 6, recorded: 2, unchanged: 0 });
    expect(answer.refused).toEqual([
      { row: 3, column: 'amount', reason: expect.stringContaining('must be a whole number') },
      { row: 4, column: 'currency', reason: 'is not an ISO 4217 currency, such as USD' },
      { row: 5, column: 'key', reason: 'is shorter than 4 characters' },
      { row: 6, column: null, reason: 'has 2 cells, the header has 5' },
    ]);
  });

  it.each(['', '1e3', '+1', ' 1', '0x10', '50000000001', '١٠', '=1', '9'.repeat(400)])('refuses the amount %j', async (amount) => {
    const { rows } = await anImport();
    expect(await rows(`acme,${amount},USD,order-1,`)).toMatchObject({ recorded: 0, refused: [{ row: 2, column: 'amount' }] });
  });

  it('[110] changes nothing when it comes again, also with api: before its keys', async () => {
    const { rows, ledger, time } = await anImport();
    await rows('acme,1,USD,order-1,', 'acme,2,EUR,order-2,');
    const before = ledger.readTransaction('api:order-1');
    time.now += 1_000;
    expect(await rows('acme,1,USD,order-1,', 'acme,2,EUR,api:order-2,')).toEqual({ read: 2, recorded: 0, unchanged: 2, refused: [] });
    expect(await ledger.readTransaction('api:order-1')).toEqual(await before);
  });

  it('keeps the first of two rows with one key, and says so of the other', async () => {
    const { rows, transaction } = await anImport();
    const answer = await rows('acme,1,USD,order-1,', 'acme,1,USD,order-1,', 'acme,2,USD,order-1,');
    expect(answer).toMatchObject({ recorded: 1, unchanged: 1, refused: [{ row: 4, column: 'key' }] });
    expect(await transaction('order-1')).toMatchObject({ amount: 1 });
  });

  it('creates an unknown customer when a row names its partner, and releases what waits for it', async () => {
    const { rows, call, sent } = await anImport();
    const answer = await rows('beta,1,USD,order-1,', 'beta,1,USD,order-2,pat', 'gamma,1,USD,order-3,');
    expect(answer).toMatchObject({ recorded: 2, refused: [{ row: 4, column: 'customer_key' }] });
    expect((await call('/v1/customers/beta')).json.data).toMatchObject({ partner_key: 'pat' });
    expect((await call('/v1/customers/gamma')).status).toBe(404);
    expect(sent.map(({ work }) => work.kind)).toEqual(['release_job', 'release_job']);
  });

  it('leaves the partner of a known customer as it is', async () => {
    const { rows, call } = await anImport();
    expect(await rows('acme,1,USD,order-1,other')).toMatchObject({ recorded: 1 });
    expect((await call('/v1/customers/acme')).json.data).toMatchObject({ partner_key: 'pat', partner_conflicts: [] });
  });

  it('compares rows of providers, and never records one', async () => {
    const { rows, ledger } = await anImport();
    await ledger.write([{ kind: 'transaction', item: aTransactionRow({ payment: aPayment({ minor: 1000 }) }) }]);
    const answer = await rows('acme,1000,USD,stripe:charge:ch_1,', 'acme,999,USD,stripe:charge:ch_1,', 'zeta,1,USD,stripe:charge:ch_2,pat');
    expect(answer).toMatchObject({
      recorded: 0,
      unchanged: 1,
      refused: [
        { row: 3, column: 'key' },
        { row: 4, column: 'key' },
      ],
    });
    expect(await ledger.readTransaction('stripe:charge:ch_2')).toBeUndefined();
    expect(await ledger.readCustomer('zeta' as never)).toBeUndefined();
  });

  it('[110] stores what looks like a formula as text', async () => {
    const { send, call } = await anImport();
    const file = "customer_key,amount,currency,key,product_key\n'=acme,1,USD,=1+1,@SUM(A1)\n";
    await send(file);
    await call('/v1/customers', { method: 'POST', body: { key: '=acme' } });
    expect((await send(file)).json.data).toMatchObject({ recorded: 1 });
    const { items } = (await call('/v1/customers/=acme/transactions')).json.data;
    expect(items).toMatchObject([{ key: 'api:=1+1', product_key: '@SUM(A1)' }]);
  });

  it.each(['?dry_run=true', ''])('tells in a dry run what would become of the rows, and writes nothing (%j)', async (query) => {
    const { call, ledger, sent } = await anImport();
    await call('/v1/customers/acme/transactions', { method: 'POST', body: { amount: 1, currency: 'USD', key: 'order-1' } });
    const before = JSON.stringify(ledger.readTransaction('api:order-1'));
    const form = new FormData();
    const lines = ['acme,1,USD,order-1,', 'acme,2,USD,order-2,', 'acme,3,USD,order-2,', 'beta,1,USD,order-3,pat', 'gamma,1,USD,order-4,'];
    form.set('file', new File([[HEADER, ...lines].join('\n')], 'transactions.csv'));
    if (query === '') form.set('dry_run', 'true');
    const { json } = await sendForm(call, form, query);
    expect(json.data).toMatchObject({ read: 5, recorded: 2, unchanged: 1, refused: [{ row: 4 }, { row: 6 }] });
    expect(await ledger.readTransaction('api:order-2')).toBeUndefined();
    expect(await ledger.readCustomer('beta' as never)).toBeUndefined();
    expect(JSON.stringify(ledger.readTransaction('api:order-1'))).toBe(before);
    expect(sent).toHaveLength(1);
  });

  it('[110] takes a thousand rows, and answers 413 to one more', async () => {
    const { send } = await anImport();
    const file = (count: number) => `${HEADER}\n${Array.from({ length: count }, (_, n) => `acme,1,USD,order-${n},`).join('\n')}\n`;
    expect((await send(file(1_000))).json.data).toMatchObject({ read: 1_000, recorded: 1_000 });
    expect(await send(file(1_001))).toMatchObject({ status: 413, json: { type: '/problems/too-large' } });
    expect((await send(`${HEADER}\n${'x'.repeat(5 * 1024 * 1024)}`)).status).toBe(413);
  });

  it.each([
    ['an empty file', '', 'header'],
    ['no header', 'acme,1,USD,order-1', 'header'],
    ['an unknown column', 'customer_key,amount,currency,key,colour\n', 'colour'],
    ['a missing column', 'customer_key,amount,key\n', 'currency'],
    ['semicolons', 'customer_key;amount;currency;key\n', 'header'],
    ['an open quote', `${HEADER}\nacme,1,USD,"order-1,\n`, 'body'],
  ])('[110] answers 400 to %s', async (_, text, field) => {
    const { send } = await anImport();
    expect(await send(text)).toMatchObject({ status: 400, json: { errors: [{ field }] } });
  });

  it('answers 400 to bytes that are not UTF-8, another type, a form without a file, and a strange dry run', async () => {
    const { app, call, send } = await anImport();
    const headers = { authorization: 'Bearer write-key', ...CSV };
    const latin = await app.request(PATH, { method: 'POST', headers, body: Buffer.from(`${HEADER}\nacme,1,USD,caf\u00e9,`, 'latin1') });
    const json = await call(PATH, { method: 'POST', body: {} });
    const broken = await call(PATH, { method: 'POST', body: 'x', headers: { 'content-type': 'multipart/form-data' } });
    const form = await sendForm(call, new FormData(), '');
    const answers = [latin, json, broken, form, await send(HEADER, '?dry_run=yes'), await send(HEADER, '?dryrun=true')];
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400, 400]);
  });

  it('[99] answers 403 to a key that may only read', async () => {
    const { call } = await anImport();
    expect((await call(PATH, { method: 'POST', body: HEADER, headers: CSV, key: READ_KEY })).status).toBe(403);
  });
});

it('records nothing twice when one file is imported several times at once, over DynamoDB', async () => {
  const dynamo = await startDynamo();
  try {
    const ledger = createDynamoLedger({ client: dynamo.client, tables: await dynamo.createTables() });
    const { rows, call } = await anImport({ ledger });
    const lines = Array.from({ length: 40 }, (_, n) => `team-${n % 5},${n},USD,order-${n},pat`);
    const answers = await Promise.all([rows(...lines), rows(...lines), rows(...lines)]);
    const sum = (field: 'recorded' | 'unchanged') => answers.reduce((total, answer) => total + answer[field], 0);
    expect([sum('recorded'), sum('unchanged')]).toEqual([40, 80]);
    for (const n of [0, 1, 2, 3, 4]) expect((await call(`/v1/customers/team-${n}/transactions`)).json.data.items).toHaveLength(8);
  } finally {
    await dynamo.stop();
  }
});

/** A form with its boundary, as a browser sends it. */
const sendForm = async (call: ReturnType<typeof anApi>['call'], form: FormData, query: string) => {
  const request = new Request('http://localhost', { method: 'POST', body: form });
  const headers = { 'content-type': request.headers.get('content-type') ?? '' };
  return call(`${PATH}${query}`, { method: 'POST', body: await request.text(), headers });
};
