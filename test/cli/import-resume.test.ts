import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClient } from '../support/client.ts';
import { aFolder, endAll, eventually, startLocalProgram } from '../support/local-process.ts';
import { aCli } from './a-cli.ts';
import { startDoor } from './a-door.ts';

const HEADER = 'customer_key,amount,currency,key,partner_key';
const folder = aFolder();

let server: string;
let door: Awaited<ReturnType<typeof startDoor>>;
beforeAll(async () => {
  server = (await startLocalProgram()).url;
});
beforeEach(async () => {
  door = await startDoor(server);
});
afterEach(() => door.close());
afterAll(endAll);

/** A file of 2,500 rows of one customer, two of them bad: three requests. */
const aFile = (customer: string): string => {
  const lines = Array.from({ length: 2_500 }, (_, n) => `${customer},${n % 1_200 === 700 ? 'many' : '1'},USD,${customer}-${n},pat`);
  const file = join(folder, `${customer}.csv`);
  writeFileSync(file, [HEADER, ...lines].join('\r\n'));
  return file;
};
/** In a spreadsheet's count, where the header is row 1. */
const REFUSED = ['702', '1902'];
const refusedIn = (file: string): readonly (string | undefined)[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(',')[0]);

const hookledger = (...args: readonly string[]) => aCli({ url: door.url })(...args);

/** Imports a file, and kills the process when this request is recorded and not answered yet. */
const importAndKill = async (file: string, request: number): Promise<void> => {
  const args = ['bin/hookledger.mjs', 'import', file];
  const child = spawn(process.execPath, args, { env: { PATH: process.env['PATH'], HOOKLEDGER_URL: door.url }, stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('close', resolve));
  door.beforeAnswer = async (count) => {
    if (count === request) child.kill('SIGKILL');
  };
  await ended;
  door.beforeAnswer = async () => {};
  door.passed.length = 0;
};

const countRows = async (customer: string): Promise<number> => {
  let count = 0;
  for (let cursor: unknown = ''; cursor !== null; ) {
    const { body } = await createClient(server).get(
      `/v1/customers/${customer}/transactions?limit=250${cursor === '' ? '' : `&cursor=${cursor}`}`,
    );
    count += body.data.items.length;
    cursor = body.data['next_cursor'];
  }
  return count;
};

describe('an import that was killed with SIGKILL and is started again', () => {
  it('goes on after the last request that was answered, and tells of all rows', async () => {
    const file = aFile('killed');
    await importAndKill(file, 2);
    const { code, stdout, stderr } = await hookledger('import', file);
    expect([code, stdout]).toEqual([1, '2,500 rows read, 1,499 recorded, 999 unchanged, 2 refused.\n']);
    expect(stderr).toContain('Going on after 1,000 rows, where an earlier import of this file stopped.\n');
    // Whether the ledger still has the last rows that it acknowledged, then the rest.
    expect(door.passed).toEqual([
      { rows: 1_000, dryRun: true },
      { rows: 1_000, dryRun: false },
      { rows: 500, dryRun: false },
    ]);
    expect(refusedIn(`${file}.refused.csv`)).toEqual(REFUSED);
    expect(existsSync(`${file}.import.json`)).toBe(false);
    expect(await countRows('killed')).toBe(2_498);
  });
});

describe('two imports of one file at once', () => {
  it('record each row once, and list refused rows each in a file of its own', async () => {
    const file = aFile('twice');
    let release = (): void => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    door.beforeAnswer = (count) => (count === 1 ? released : Promise.resolve());
    const first = hookledger('import', file, '--json');
    await eventually(() => door.passed.length === 1);
    const second = await hookledger('import', file, '--json');
    release();
    const reports = [JSON.parse((await first).stdout), JSON.parse(second.stdout)];
    for (const report of reports) expect(report).toMatchObject({ read: 2_500, refused: 2 });
    expect(reports[0].recorded + reports[1].recorded).toBe(2_498);
    expect(second.stderr).toMatch(/^Process \d+ imports this file too: this one begins at the first row/);
    expect(reports[0].refused_file).toBe(`${file}.refused.csv`);
    expect(reports[1].refused_file).not.toBe(reports[0].refused_file);
    for (const { refused_file } of reports) expect(refusedIn(refused_file)).toEqual(REFUSED);
    expect(await countRows('twice')).toBe(2_498);
  });
});
