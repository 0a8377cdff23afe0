import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chargify } from '../../../functions/providers/chargify/index.ts';
import { aParseInput } from './support.ts';

const DIRECTORY = join(__dirname, '../../../functions/providers/chargify/fixtures');
const files = readdirSync(DIRECTORY);
const readJson = (file: string) => JSON.parse(readFileSync(join(DIRECTORY, file), 'utf8'));

const fixtures = files
  .filter((file) => file.endsWith('.form'))
  .map((file) => file.slice(0, -'.form'.length))
  .map((name) => ({
    name,
    body: readFileSync(join(DIRECTORY, `${name}.form`)),
    expected: readJson(`${name}.expected.json`),
    input: files.includes(`${name}.input.json`) ? readJson(`${name}.input.json`) : {},
  }));

describe('the fixtures', () => {
  it.each(fixtures)('$name is read as expected', ({ body, expected, input }) => {
    expect(chargify.parse(aParseInput(body, input.settings))).toEqual(expected);
  });

  it('show every event that the panel is told to tick, recorded', () => {
    const recorded = fixtures.filter(({ expected }) => expected.ledgerEvents.length > 0).map(({ expected }) => expected.type);
    expect([...new Set(recorded)].sort()).toEqual([...chargify.eventsToTick].sort());
  });

  it('are read the same when the fields come in the opposite order', () => {
    for (const { body, expected, input } of fixtures) {
      const reversed = Buffer.from(body.toString().split('&').reverse().join('&'));
      expect(chargify.parse(aParseInput(reversed, input.settings))).toEqual(expected);
    }
  });
});
