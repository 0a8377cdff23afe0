import { readFileSync } from 'node:fs';
import { BAD_INPUTS } from './all.ts';

/** docs/bad-inputs.md names every row, and for each the file that shows it. */
const ROWS = [...readFileSync('docs/bad-inputs.md', 'utf8').matchAll(/^\| (\d+) \|.*\| `([^`]+)` \|$/gm)].map(
  ([, row, file = '']) => [Number(row), file] as const,
);
const LAST_ROW = 110;

it('has every row, in order', () => {
  expect(ROWS.map(([row]) => row)).toEqual(Array.from({ length: LAST_ROW }, (_, at) => at + 1));
});

it('has a row for every bad input', () => {
  const numbers = new Set(ROWS.map(([row]) => row));
  expect(BAD_INPUTS.filter(({ row }) => !numbers.has(row))).toEqual([]);
});

/** In a title, or as the first thing that is said of a bad input. */
const shows = (text: string, row: number): boolean =>
  new RegExp(`\\[(BI )?${row}\\]|^\\s*(\\.\\.\\.)?.*[([]\\s*${row},|row: ${row},`, 'm').test(text);

it.each(ROWS)('row %d is shown by %s', (row, file) => {
  const isData = !file.endsWith('.test.ts');
  expect(isData ? BAD_INPUTS.some((input) => input.row === row) : true).toBe(true);
  expect(shows(readFileSync(file, 'utf8'), row)).toBe(true);
});
