import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recurly } from '../../../functions/providers/recurly/index.ts';
import { aParseInput } from './support.ts';

const DIRECTORY = join(__dirname, '../../../functions/providers/recurly/fixtures');
const files = readdirSync(DIRECTORY);
const readJson = (file: string) => JSON.parse(readFileSync(join(DIRECTORY, file), 'utf8'));

const fixtures = files
  .filter((file) => file.endsWith('.xml') || (file.endsWith('.json') && !/\.(expected|input)\.json$/.test(file)))
  .map((file) => {
    const name = file.slice(0, file.lastIndexOf('.'));
    const input = files.includes(`${name}.input.json`) ? readJson(`${name}.input.json`) : {};
    return { name, body: readFileSync(join(DIRECTORY, file)), expected: readJson(`${name}.expected.json`), input };
  });

describe('the fixtures', () => {
  it.each(fixtures)('$name is read as expected', ({ body, expected, input }) => {
    expect(recurly.parse(aParseInput(body, input))).toEqual(expected);
  });

  it('show every event that the panel is told to tick, recorded', () => {
    const recorded = fixtures.filter(({ expected }) => expected.ledgerEvents.length > 0).map(({ expected }) => expected.type);
    expect([...new Set(recorded)].sort()).toEqual([...recurly.eventsToTick].sort());
  });

  it.each(fixtures)('$name names a reason exactly when it tells nothing', ({ expected }) => {
    expect(expected.ignored !== undefined).toBe(expected.ledgerEvents.length === 0);
  });
});
