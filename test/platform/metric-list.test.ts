import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { METRICS } from '../../functions/platform/metric-list.ts';
import { readSources } from '../support/sources.ts';

const ROWS = /^\| `(?<name>\w+)` \| (?<unit>\w+) \| (?<dimensions>[^|]+) \|/gm;

const documented = (): readonly (readonly [string, unknown])[] =>
  [...readFileSync(join(__dirname, '../../docs/metrics.md'), 'utf8').matchAll(ROWS)].map(({ groups = {} }) => [
    groups['name'] ?? '',
    { unit: groups['unit'], dimensions: groups['dimensions'] === '–' ? [] : groups['dimensions']?.split(', ') },
  ]);

it('documents each metric with its unit and its dimensions, and no other', () => {
  expect(documented()).toEqual(Object.entries(METRICS).map(([name, { unit, dimensions }]) => [name, { unit, dimensions }]));
});

it('lists no metric that nobody writes', () => {
  const sources = readSources('functions').filter(({ path }) => !path.endsWith('/metric-list.ts'));
  const written = Object.entries(METRICS).flatMap(([name, metric]) => ('line' in metric ? [] : [name]));
  const unwritten = written.filter((name) => !sources.some(({ text }) => text.includes(`'${name}'`)));
  expect(unwritten).toEqual([]);
});
