import { createClient } from '../support/client.ts';
import { endAll, type LocalProcess, startLocalProgram } from '../support/local-process.ts';
import { aCli } from './a-cli.ts';
import { aProvider } from './a-provider.ts';

const at = new Date('2026-01-05T12:00:00Z');
const aPayment = { eventId: 'evt_1', paymentId: 'ch_1', minor: 2000, customerKey: 'acme', at };

let server: LocalProcess;
beforeAll(async () => {
  server = await startLocalProgram();
});
afterAll(endAll);

const cli = (...args: readonly string[]) => aCli({ url: server.url })(...args);

/** What a command that must succeed prints. */
const printed = async (...args: readonly string[]): Promise<string> => {
  const { code, stdout, stderr } = await cli(...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
};

it('tells a wrong key from a ledger that is away', async () => {
  const { code, stderr } = await aCli({ url: server.url, env: { HOOKLEDGER_API_KEY: 'wrong' } })('waiting');
  expect({ code, stderr }).toEqual({ code: 1, stderr: 'Hookledger knows no such API key; is HOOKLEDGER_API_KEY right?\n' });
});

it('says what the API refused, field by field', async () => {
  const { code, stderr } = await cli('customers', 'link', 'acme', 'cus_1');
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringMatching(/^Refused: provider_keys\.0 is not "provider:kind:id" .+\n$/),
  });
});

it('shows what waits, links its key, and says what that released', async () => {
  expect(await printed('waiting')).toBe('Nothing waits.\n');
  const unknown = { customer: 'cus_1', metadata: {} };
  const { stripePays } = aProvider(server.url);
  await stripePays(aPayment, unknown);
  await stripePays({ ...aPayment, eventId: 'evt_2', paymentId: 'ch_2', minor: 125_050 }, unknown);
  const waiting = await printed('waiting', '--rows', '1');
  expect(waiting).toMatch(/^ROW +KIND +MONEY +SINCE +WAITS FOR\nstripe:charge:ch_\d +payment +[\d,.]+ USD +\S+Z +stripe:customer:cus_1\n/);
  expect(waiting).toContain('… and 1 row more\n\n2 rows wait: 1,270.50 USD of payments.\n');
  expect(JSON.parse(await printed('waiting', '--json'))).toMatchObject({ rows: 2, money: [{ currency: 'USD', minor: 127_050 }] });
  expect(await printed('customers', 'link', 'acme', 'stripe:customer:cus_1')).toBe(
    'stripe:customer:cus_1 is acme.\nReleased 2 of 2 waiting rows: 1,270.50 USD of payments.\n',
  );
  expect(await printed('waiting')).toBe('Nothing waits.\n');
});

it('suggests the payments of a waiting refund, newest first, and links the one that is named', async () => {
  const { recurlyPays, recurlyRefunds } = aProvider(server.url);
  const { post, get } = createClient(server.url);
  await post('/v1/customers', { key: 'bolt' });
  const paid = { ...aPayment, customerKey: 'bolt', minor: 5000 };
  await recurlyPays({ ...paid, eventId: 'n1', paymentId: '71', at: new Date('2026-01-01T00:00:00Z') });
  await recurlyPays({ ...paid, eventId: 'n2', paymentId: '72', at: new Date('2026-01-03T00:00:00Z') });
  await recurlyRefunds({ ...paid, eventId: 'n3', paymentId: '73', refundId: 'r1', minor: 2000 });
  const { body } = await get('/v1/waiting');
  const [event] = body.data.items.flatMap((item) => item['event_keys']);
  const asked = ['events', 'link', String(event)];
  expect((await cli(...asked)).stderr).toContain('names no customer: say whose payments to suggest, --customer <key>.\n');
  const suggestion = await printed(...asked, '--customer', 'bolt');
  expect(suggestion.match(/recurly:transaction:\d+/g)).toEqual([
    'recurly:transaction:72',
    'recurly:transaction:71',
    'recurly:transaction:72',
  ]);
  expect(await printed(...asked, 'recurly:transaction:72')).toBe(
    `${event} belongs to recurly:transaction:72, which counts 30.00 USD now.\n`,
  );
});

it('adds up the revenue of a partner by month and currency', async () => {
  const { stripePays } = aProvider(server.url);
  await createClient(server.url).post('/v1/customers', { key: 'carol', partner_key: 'partner-2' });
  const paid = { ...aPayment, customerKey: 'carol' };
  await stripePays({ ...paid, eventId: 'evt_11', paymentId: 'ch_11' });
  await stripePays(
    { ...paid, eventId: 'evt_12', paymentId: 'ch_12', minor: 700, at: new Date('2026-02-01T00:00:00Z') },
    { currency: 'jpy' },
  );
  expect(await printed('revenue', '--partner', 'partner-2')).toBe(`MONTH      REVENUE  TRANSACTIONS
2026-01  20.00 USD             1
2026-02    700 JPY             1

Together: 700 JPY and 20.00 USD.
`);
  expect(await printed('revenue', '--partner', 'partner-2', '--to', '2026-01-01')).toBe('No revenue of partner-2 in this time.\n');
  const { code, stderr } = await cli('revenue', '--partner', 'partner-2', '--from', '2026-02-01', '--to', '2026-01-01');
  expect({ code, stderr }).toEqual({ code: 1, stderr: 'Refused: to is before "from"\n' });
});

it('counts what a replay would read, then reads it, and says what it could not do', async () => {
  const broken = { ...aPayment, eventId: 'evt_21', paymentId: 'ch_21' };
  await aProvider(server.url).stripePays(broken, { amount: 'many' });
  const filter = ['replay', '--outcome', 'unreadable', '--from', '2026-01-01'];
  const trial = await cli(...filter, '--dry-run');
  expect(trial).toMatchObject({ code: 0, stdout: 'Dry run: 1 event would be replayed; nothing was changed.\n' });
  const [, job = ''] = /^Job (\S+) works on it/.exec(trial.stderr) ?? [];
  expect(JSON.parse((await cli('job', job, '--json')).stdout)).toMatchObject({ state: 'done', done: 1, dry_run: true });
  expect((await cli(...filter)).stdout).toMatch(/^1 event replayed\.\n {2}stripe:evt_21: Still unreadable: .+\n$/);
  expect(await printed('replay', 'stripe:evt_21')).toContain('stripe:evt_21 is on the queue again');
  expect(await cli('replay', 'stripe:evt_0')).toEqual({ code: 1, stdout: '', stderr: 'There is no event with this id.\n' });
});
