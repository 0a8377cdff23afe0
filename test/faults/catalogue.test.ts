import { readdirSync, readFileSync } from 'node:fs';

const ROWS = Array.from({ length: 70 }, (_, index) => index + 1);
const TEST_FILE = /\.test\.ts$/;

/** Every row of the page: its number, and its cells. */
const rowsOf = (text: string): ReadonlyMap<number, readonly string[]> =>
  new Map([...text.matchAll(/^\| (\d+) \| (.+) \|$/gm)].map(([, row = '', cells = '']) => [Number(row), cells.split(' | ')]));

const [catalogue = '', exceptions = ''] = readFileSync('docs/faults.md', 'utf8').split('## Not tested yet');
const rows = rowsOf(catalogue);
const reasons = rowsOf(exceptions);

/** The files whose titles bear each number, by their names on the page. */
const titled = new Map<number, Set<string>>();
for (const file of readdirSync('test', { recursive: true, encoding: 'utf8' }).filter((name) => TEST_FILE.test(name))) {
  if (file === 'faults/catalogue.test.ts') continue;
  for (const [, row = ''] of readFileSync(`test/${file}`, 'utf8').matchAll(/\[F (\d+)\]/g)) {
    titled.set(Number(row), (titled.get(Number(row)) ?? new Set()).add(file.replace(TEST_FILE, '')));
  }
}

it('lists each of the seventy faults once, in order, with what must happen', () => {
  expect([...rows.keys()]).toEqual(ROWS);
  for (const cells of rows.values()) expect(cells).toHaveLength(3);
});

it.each(ROWS)('names the tests of fault %d as their titles do, or says why there are none', (row) => {
  const tests = [...(titled.get(row) ?? [])].sort().map((file) => `\`${file}\``);
  expect(rows.get(row)?.at(-1)).toBe(tests.join(', ') || '–');
  expect(reasons.has(row)).toBe(tests.length === 0);
});

it('knows no fault beyond the catalogue', () => {
  expect([...titled.keys(), ...reasons.keys()].filter((row) => !ROWS.includes(row))).toEqual([]);
});
