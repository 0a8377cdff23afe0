import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClient } from '../support/client.ts';
import { aFolder, endAll, type LocalProcess, startLocalProgram } from '../support/local-process.ts';
import { aCli } from './a-cli.ts';
import { aProvider } from './a-provider.ts';

const HEADER = 'customer_key,amount,currency,key,category_key,product_key,occurred_at,partner_key';

let server: LocalProcess;
let hookledger: ReturnType<typeof aCli>;
const folder = aFolder();
const pathOf = (name: string): string => join(folder, name);
const writeCsv = (name: string, lines: readonly string[]): string => {
  writeFileSync(pathOf(name), lines.join('\r\n'));
  return pathOf(name);
};

beforeAll(async () => {
  server = await startLocalProgram();
  hookledger = aCli({ url: server.url });
});
afterAll(endAll);

const rows = (count: number, customer = 'acme', first = 0) =>
  Array.from({ length: count }, (_, n) => `${customer},${n + 1},USD,${customer}-${first + n},,,2026-01-${10 + (n % 20)}T00:00:00Z,pat`);

describe('hookledger import', () => {
  it('records a file in several requests, and nothing when it comes again', async () => {
    const file = writeCsv('large.csv', [HEADER, ...rows(1_200)]);
    const dry = await hookledger('import', file, '--dry-run');
    expect(dry).toMatchObject({
      code: 0,
      stdout: 'Dry run, nothing is recorded: 1,200 rows read, 1,200 recorded, 0 unchanged, 0 refused.\n',
    });
    expect(await hookledger('import', file)).toMatchObject({
      code: 0,
      stdout: '1,200 rows read, 1,200 recorded, 0 unchanged, 0 refused.\n',
    });
    const again = await hookledger('import', file, '--json');
    expect(again.code).toBe(0);
    expect(JSON.parse(again.stdout)).toEqual({
      read: 1_200,
      recorded: 0,
      unchanged: 1_200,
      refused: 0,
      resumed_after: 0,
      refused_file: null,
      dry_run: false,
    });
  });

  it('[110] lists refused rows by their number in the file, and keeps the good ones', async () => {
    const lines = [
      HEADER,
      ...rows(1_020, 'globex'),
      '',
      'globex,1.5,USD,globex-x,,,,',
      'nobody,1,USD,nobody-1,,,,',
      'globex,7,USD,globex-y,,,,',
    ];
    const file = writeCsv('mixed.csv', lines);
    const { code, stdout, stderr } = await hookledger('import', file);
    expect([code, stdout]).toEqual([1, '1,023 rows read, 1,021 recorded, 0 unchanged, 2 refused.\n']);
    expect(stderr).toContain(`2 rows refused; ${file}.refused.csv says why.`);
    expect(readFileSync(`${file}.refused.csv`, 'utf8').split('\r\n')).toEqual([
      'row,column,reason',
      '1023,amount,must be a whole number of minor units from -50000000000 to 50000000000',
      '1024,customer_key,"is not known, and no row names a partner_key to create it with"',
      '',
    ]);
  });

  it.each<[what: string, content: string | Buffer, sentence: string]>([
    ['an empty file', '', 'is empty; its first row must name the columns.'],
    ['a wrong header', 'customer_key,amount,currency,key,colour\n', 'is not the header of an import: colour unknown column.'],
    ['another encoding', Buffer.from(`${HEADER}\nacme,1,USD,caf\u00e9,,,,`, 'latin1'), 'is not UTF-8; save it as "CSV UTF-8".'],
    ['a quote without end', `${HEADER}\nacme,1,USD,"acme-1,,,,\n`, 'is opened and not closed.'],
  ])('says in one sentence what is wrong with %s', async (_, content, sentence) => {
    writeFileSync(pathOf('bad.csv'), content);
    const { code, stdout, stderr } = await hookledger('import', pathOf('bad.csv'));
    expect([code, stdout, stderr.trim().split('\n').length]).toEqual([1, '', 1]);
    expect(stderr).toContain(sentence);
  });

  it('says that there is no such file', async () => {
    expect(await hookledger('import', pathOf('none.csv'))).toMatchObject({ code: 1, stderr: `There is no file ${pathOf('none.csv')}.\n` });
  });
});

describe('hookledger export', () => {
  it('writes what an import takes without changing anything, payments of providers and formulas too', async () => {
    const said = {
      key: '=1+1;',
      amount: -300,
      currency: 'EUR',
      product_key: '@sum, "x"',
      category_key: "'quoted",
      occurred_at: '2026-03-01T00:00:00Z',
    };
    const client = createClient(server.url);
    await client.post('/v1/customers', { key: '-initech', partner_key: '+partner' });
    await client.post('/v1/customers/-initech/transactions', said);
    await client.post('/v1/customers/-initech/transactions', { ...said, key: 'before', occurred_at: '2026-02-28T23:59:59Z' });
    const payment = { eventId: 'evt_1', paymentId: 'ch_1', minor: 2000, customerKey: '-initech', at: new Date('2026-03-31T23:59:59Z') };
    await aProvider(server.url).stripePays(payment);
    const file = pathOf('export.csv');
    const exported = await hookledger(
      'export',
      'transactions',
      '--partner',
      '+partner',
      '--from',
      '2026-03-01',
      '--to',
      '2026-04-01',
      '--output',
      file,
    );
    expect(exported).toMatchObject({ code: 0, stdout: '', stderr: '2 transactions written.\n' });
    expect(readFileSync(file, 'utf8').split('\r\n')).toEqual([
      HEADER,
      `'-initech,2000,USD,stripe:charge:ch_1,,,2026-03-31T23:59:59.000Z,'+partner`,
      `'-initech,-300,EUR,api:=1+1;,'quoted,"'@sum, ""x""",2026-03-01T00:00:00.000Z,'+partner`,
      '',
    ]);
    expect(await hookledger('import', file)).toMatchObject({ code: 0, stdout: '2 rows read, 0 recorded, 2 unchanged, 0 refused.\n' });
  });

  it('writes everything to standard output, which imports again unchanged', async () => {
    const { stdout, stderr } = await hookledger('export', 'transactions');
    writeFileSync(pathOf('all.csv'), stdout);
    const count = stdout.split('\r\n').length - 2;
    expect(stderr).toBe(`${count.toLocaleString('en-US')} transactions written.\n`);
    expect(JSON.parse((await hookledger('import', pathOf('all.csv'), '--json')).stdout)).toMatchObject({
      read: count,
      recorded: 0,
      refused: 0,
    });
  });

  it('writes a line of JSON for each with --json', async () => {
    const { stdout } = await hookledger('export', 'transactions', '--partner', '+partner', '--json');
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).amount),
    ).toEqual([2000, -300, -300]);
  });
});
