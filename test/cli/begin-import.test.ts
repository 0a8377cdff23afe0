import { readFileSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ApiClient } from '../../lib/cli/api-client.ts';
import { beginImport, type ImportOptions } from '../../lib/cli/import/begin-import.ts';
import type { Place } from '../../lib/cli/import/import-place.ts';
import { aFolder } from '../support/local-process.ts';

const PLACE: Place = { sums: { read: 3, recorded: 2, unchanged: 0, refused: 1 }, lastRows: 2, refusedBytes: 20 };
const OTHER_PROCESS = 1;

/** A file of five rows, and an import of it that stopped after three. */
const aStoppedImport = async () => {
  const file = join(aFolder(), 'rows.csv');
  writeFileSync(file, ['customer_key,amount,currency,key', ...[1, 2, 3, 4, 5].map((n) => `acme,${n},USD,order-${n}`)].join('\n'));
  writeFileSync(`${file}.refused.csv`, 'row,column,reason\r\n4,amount,no\r\nmore');
  const sent: string[] = [];
  const told: string[] = [];
  /** How many of the rows that it is asked about the ledger would have to record. */
  const ledger = { missing: 0 };
  const begin = (over: Partial<ImportOptions> = {}, url = 'http://127.0.0.1:3000') => {
    const post: ApiClient['post'] = async (path, body, schema) => {
      sent.push(`${path} ${'text' in body ? body.text.trim().split('\r\n').slice(1).join(' ') : ''}`);
      return schema.parse({ read: 2, recorded: ledger.missing, unchanged: 2 - ledger.missing, refused: [] });
    };
    const api = { url, post } as ApiClient;
    return beginImport(api, { file, refused: undefined, dryRun: false, restart: false, ...over }, (text) => void told.push(text));
  };
  await (await begin()).placeFile?.save(PLACE);
  const placeText = () => readFileSync(`${file}.import.json`, 'utf8');
  return { file, begin, sent, told, ledger, placeText };
};

describe('an import of a file that an earlier one stopped in', () => {
  it('goes on there, when the ledger still has the rows of the last request', async () => {
    const { begin, sent, told } = await aStoppedImport();
    expect((await begin()).place).toEqual(PLACE);
    expect(sent).toEqual(['/v1/imports/transactions?dry_run=true acme,2,USD,order-2 acme,3,USD,order-3']);
    expect(told).toEqual(['Going on after 3 rows, where an earlier import of this file stopped.']);
  });

  it('begins at the first row when it is told to, or when another Hookledger is asked', async () => {
    const { begin } = await aStoppedImport();
    expect((await begin({ restart: true })).place).toBeUndefined();
    const again = await aStoppedImport();
    expect((await again.begin({}, 'https://hooks.example.com')).place).toBeUndefined();
  });

  it.each<[what: string, change: (stopped: Awaited<ReturnType<typeof aStoppedImport>>) => void]>([
    ['its file was changed', ({ file }) => writeFileSync(file, readFileSync(file, 'utf8').replace('acme,1,', 'acme,7,'))],
    ['its list of refused rows is shorter than it was', ({ file }) => writeFileSync(`${file}.refused.csv`, 'row')],
    ['its place cannot be read', ({ file, placeText }) => writeFileSync(`${file}.import.json`, placeText().slice(0, 40))],
    ['the ledger was made anew', ({ ledger }) => Object.assign(ledger, { missing: 1 })],
  ])('begins at the first row when %s', async (_, change) => {
    const stopped = await aStoppedImport();
    change(stopped);
    expect(await stopped.begin()).toMatchObject({ place: undefined, placeFile: expect.anything() });
  });

  it('leaves the place to a process that imports the file now, and its list of refused rows too', async () => {
    const { file, begin, told, placeText } = await aStoppedImport();
    writeFileSync(`${file}.import.json`, placeText().replace(`"process":${process.pid}`, `"process":${OTHER_PROCESS}`));
    const before = placeText();
    for (const dryRun of [false, true]) {
      expect(await begin({ dryRun })).toEqual({ place: undefined, placeFile: undefined, refused: `${file}.refused.${process.pid}.csv` });
    }
    expect(told[0]).toContain('Process 1 imports this file too');
    expect(placeText()).toBe(before);
  });

  it('keeps its place through a dry run', async () => {
    const { begin, placeText } = await aStoppedImport();
    const before = placeText();
    expect(await begin({ dryRun: true })).toMatchObject({ place: undefined, placeFile: undefined });
    expect(placeText()).toBe(before);
  });
});

it('goes on without a place where none can be kept, and says so', async () => {
  const { file, begin, told } = await aStoppedImport();
  await mkdir(`${file}.import.json.${process.pid}`);
  expect((await begin()).placeFile).toBeUndefined();
  expect(told.at(-1)).toMatch(/^The place cannot be kept beside /);
});
