import type { WaitingRow } from '../../lib/cli/answers.ts';
import { checkUnreadable, checkWaiting } from '../../lib/cli/doctor/check-ledger.ts';
import { checkProviders } from '../../lib/cli/doctor/check-providers.ts';
import { checkQueue } from '../../lib/cli/doctor/check-queue.ts';
import { checkSettings, type Settings } from '../../lib/cli/doctor/check-settings.ts';
import { endAll, startLocalProgram } from '../support/local-process.ts';
import { aCli } from './a-cli.ts';
import { aProvider } from './a-provider.ts';

const NOW = Date.parse('2026-01-10T00:00:00Z');
const HOUR = 3_600_000;
const hoursAgo = (hours: number): string => new Date(NOW - hours * HOUR).toISOString();

afterAll(endAll);

describe('what the doctor finds', () => {
  const heard = (last: string | null) =>
    checkProviders(
      [{ provider: 'stripe', name: 'Stripe', url: 'https://x.example.com/webhooks/stripe', events: [], last_event_at: last }],
      NOW,
      24,
    );

  it.each([
    [hoursAgo(2), 'ok', /^Stripe sent a verified event 2 hours ago/],
    [hoursAgo(50), 'look', /^Stripe has been silent for 2 days/],
    [null, 'look', /^Stripe has never sent an event/],
  ])('hears a provider whose last event was at %s', (last, level, says) => {
    expect(heard(last)).toEqual([expect.objectContaining({ level, says: expect.stringMatching(says) })]);
  });

  it('finds that no provider is on', () => expect(checkProviders([], NOW, 24)).toMatchObject([{ level: 'wrong' }]));

  const aRow = (over: Partial<WaitingRow>): WaitingRow => ({
    ...{ key: 'stripe:charge:ch_1', kind: 'payment', amount: 2000, currency: 'USD', since: hoursAgo(1), candidates: [], event_keys: [] },
    ...over,
  });

  it('counts the money that waits, and has patience for a day', () => {
    expect(checkWaiting([], NOW)).toMatchObject({ level: 'ok' });
    const rows = [aRow({}), aRow({ currency: 'JPY', amount: 700 }), aRow({ kind: 'refund' })];
    expect(checkWaiting(rows, NOW)).toMatchObject({
      level: 'look',
      says: '3 rows wait, the oldest for 1 hour: 700 JPY and 20.00 USD of payments.',
    });
    expect(checkWaiting([...rows, aRow({ since: hoursAgo(25) })], NOW)).toMatchObject({ level: 'wrong' });
  });

  it('finds a queue that is not worked off, and what the processor gave up on', () => {
    const depth = { visible: 0, in_flight: 0, delayed: 0, oldest_at: null };
    const levels = (queue: object, dead: object = {}) =>
      checkQueue({ queue: { ...depth, ...queue }, dead_letter_queue: { ...depth, ...dead, messages: [] } }, NOW).map(({ level }) => level);
    expect(levels({ visible: 3 })).toEqual(['ok', 'ok']);
    expect(levels({ visible: 2_000 })).toEqual(['look', 'ok']);
    expect(levels({ visible: 1, oldest_at: hoursAgo(1) })).toEqual(['wrong', 'ok']);
    expect(levels({}, { visible: 1 })).toEqual(['ok', 'wrong']);
  });

  const SETTINGS: Settings = {
    providers: [
      { provider: 'stripe', name: 'Stripe', on: true },
      { provider: 'recurly', name: 'Recurly', on: false },
      { provider: 'chargify', name: 'Chargify', on: true },
    ],
    stripe: { record_from: 'charges' },
    recurly: { currency: 'USD' },
    chargify: { currency: 'EUR', site: 'acme-live' },
    refunds: 'net',
    test_mode: 'ignore',
    event_retention_days: 90,
  };

  it('says what a deployment runs with', () => {
    expect(checkSettings(SETTINGS, { isLaptop: false })).toEqual([
      {
        level: 'ok',
        says: "Settings: off: Recurly; Stripe's charges are recorded; Chargify in EUR; a refund lowers its payment; events are archived for 90 days.",
      },
    ]);
  });

  it.each<[over: Partial<Settings>, says: RegExp, advice: RegExp]>([
    [{ test_mode: 'accept' }, /test-mode events are recorded as money/, /"testMode" to "ignore"/],
    [{ chargify: { currency: 'EUR', site: null } }, /every Chargify site/, /"chargify.site"/],
    [{ event_retention_days: 31 }, /reaches back 31 days/, /"eventRetentionDays"/],
  ])('asks about %j where real money comes in, and not on a laptop', (over, says, advice) => {
    const [, ...found] = checkSettings({ ...SETTINGS, ...over }, { isLaptop: false });
    expect(found).toEqual([{ level: 'look', says: expect.stringMatching(says), advice: expect.stringMatching(advice) }]);
    expect(checkSettings({ ...SETTINGS, test_mode: 'accept', ...over }, { isLaptop: true })).toMatchObject([{ level: 'ok' }]);
  });

  it('finds events that could not be read', () => {
    expect(checkUnreadable({ items: [], has_more: false })).toMatchObject({ level: 'ok' });
    const found = checkUnreadable({ items: [{ key: 'stripe:evt_1' }], has_more: true });
    expect(found).toMatchObject({ level: 'wrong', says: 'At least 1 event could not be read.' });
    expect(found.advice).toContain('hookledger explain stripe:evt_1');
  });
});

describe('on a running Hookledger', () => {
  let url: string;
  beforeAll(async () => {
    url = (await startLocalProgram()).url;
  });

  it('shows what to paste and to tick at each provider', async () => {
    const { code, stdout } = await aCli({ url })('webhooks');
    expect(code).toBe(0);
    expect(stdout).toContain(`Stripe  ${url}/webhooks/stripe\n  last verified event: none yet\n  events to tick:\n`);
    expect(stdout).toMatch(/^Chargily Pay {2}http.+\/webhooks\/chargily$/m);
  });

  it('examines everything, and ends with 1 when something is wrong', async () => {
    const cli = aCli({ url });
    const { stripePays } = aProvider(url);
    const well = await cli('doctor');
    expect(well).toMatchObject({ code: 0, stderr: '' });
    expect(well.stdout).toContain(`ok     ${url} answers, and the API key may read and write.\n`);
    expect(well.stdout).toContain('ok     Settings: every provider is on; ');
    expect(well.stdout).toContain('look   Stripe has never sent an event that could be verified.\n');
    await stripePays({ eventId: 'evt_1', paymentId: 'ch_1', minor: 2000, customerKey: 'acme', at: new Date(NOW) }, { amount: 'many' });
    const ill = await cli('doctor');
    expect(ill).toMatchObject({ code: 1, stderr: 'One thing is wrong.\n' });
    expect(ill.stdout).toContain('ok     Stripe sent a verified event ');
    expect(ill.stdout).toContain('wrong  1 event could not be read.\n       hookledger explain stripe:evt_1 tells why');
  });
});
