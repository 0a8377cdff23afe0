import { createWorld } from '../../lib/world/create-world.ts';
import { aCli, type CliRun } from '../cli/a-cli.ts';
import { endAll, type LocalProcess, startLocalProgram } from '../support/local-process.ts';
import { worldOptions } from '../world/options.ts';
import { type Fate, startDoor } from './a-door.ts';

const CALM = ['simulate', '--customers', '5', '--rate', '1000', '--check'] as const;
const CHAOS = [...CALM, '--chaos'] as const;
const FORGING = ['simulate', '--customers', '5', '--rate', '1000', '--chaos', '--seed', '6'] as const;

type Row = { readonly provider: string } & Readonly<Record<'events' | 'sent' | 'retried' | 'refused' | 'recorded' | 'differences', number>>;

type Report = { readonly providers: readonly Row[]; readonly differences: readonly string[] };

const reportOf = ({ stdout }: CliRun): Report => JSON.parse(stdout);

const sumOf = ({ providers }: Report, name: Exclude<keyof Row, 'provider'>): number =>
  providers.reduce((total, row) => total + row[name], 0);

let stack: LocalProcess;
beforeAll(async () => {
  stack = await startLocalProgram();
});
afterAll(endAll);

const withDoor = async (fateOf: (path: string, count: number) => Fate, ...args: readonly string[]): Promise<CliRun> => {
  const door = await startDoor(stack.url, fateOf);
  return aCli({ url: door.url })(...args).finally(door.stop);
};

describe('simulate', () => {
  it('ends in the ledger of the world, in chaos and when it is run again', async () => {
    const cli = aCli({ url: stack.url });
    const first = await cli(...CHAOS, '--seed', '4', '--json');
    expect({ code: first.code, differences: reportOf(first).differences }).toEqual({ code: 0, differences: [] });
    expect(sumOf(reportOf(first), 'refused')).toBeGreaterThan(0);
    const again = await cli(...CHAOS, '--seed', '4');
    expect(again.stdout).toMatch(/^PROVIDER +EVENTS +SENT +REPEATED +RETRIED +REFUSED +RECORDED +WAITING +DIFFERENCES\nstripe /);
    expect(again.code).toBe(0);
  });

  it('sends again after 429, 503 and a lost connection', async () => {
    const fates: readonly Fate[] = [undefined, { status: 429 }, undefined, { status: 503 }, undefined, 'lost'];
    const isWebhook = (path: string): boolean => path.startsWith('/webhooks/') || path === '/v1/customers';
    const run = await withDoor(
      (path, count) => (isWebhook(path) ? fates[count % fates.length] : undefined),
      ...CALM,
      '--seed',
      '5',
      '--json',
    );
    const report = reportOf(run);
    expect({ code: run.code, differences: report.differences }).toEqual({ code: 0, differences: [] });
    expect(sumOf(report, 'retried')).toBeGreaterThan(20);
    expect(sumOf(report, 'sent')).toBe(sumOf(report, 'events') + sumOf(report, 'retried'));
  });

  it('finds events that were answered with 200 and forgotten', async () => {
    const run = await withDoor((path) => (path === '/webhooks/chargily' ? { status: 200 } : undefined), ...CALM, '--seed', '6');
    expect(run.code).toBe(1);
    expect(run.stdout).toMatch(/^ {2}transaction chargily:checkout:\w+ is missing$/m);
    expect(run.stdout).toMatch(/^stripe .* 0\n/m);
    expect(run.stderr).toMatch(/\d+ differences\.\n$/);
  });

  it('finds a door that lets forgeries in', async () => {
    const run = await withDoor((path) => (path.startsWith('/webhooks/') ? { status: 200 } : undefined), ...FORGING);
    expect(run.code).toBe(1);
    expect(run.stdout).toMatch(/is a forgery \((wrong_secret|no_proof|changed_body)\), and was answered with 200$/m);
  });

  it('finds a transaction that somebody has deleted', async () => {
    const run = () => aCli({ url: stack.url })(...CALM, '--seed', '10', '--providers', 'stripe');
    expect((await run()).code).toBe(0);
    const { oracle } = createWorld(worldOptions({ seed: 10, customers: 5, providers: ['stripe'] }));
    const key = oracle.transactions.find(({ netAmount }) => netAmount > 0)?.key;
    const init = { method: 'DELETE', headers: { authorization: 'Bearer local-key' } };
    expect((await fetch(`${stack.url}/v1/transactions/${key}`, init)).status).toBe(200);
    const after = await run();
    expect(after.code).toBe(1);
    expect(after.stdout).toContain(`  transaction ${key}: archived is true, expected false\n`);
  });

  it.each<[args: readonly string[], code: number, said: RegExp]>([
    [['--custmers', '3'], 2, /Did you mean --customers\?/],
    [['--providers', 'strpe'], 2, /There is no provider strpe\. Did you mean stripe\?/],
    [['--providers', ','], 2, /It must name one at least/],
    [['--seed', '800000'], 2, /799,999 at most/],
    [['--customers', '5001'], 2, /5,000 at most/],
    [['--url', 'ledger'], 2, /https:\/\/ or http:\/\//],
    [['--secrets', '/no/such/file'], 1, /cannot be read/],
  ])('says what is wrong with %j', async (args, code, said) => {
    const run = await aCli({ url: stack.url })('simulate', ...args);
    expect({ code: run.code, stdout: run.stdout }).toEqual({ code, stdout: '' });
    expect(run.stderr).toMatch(said);
  });
});
