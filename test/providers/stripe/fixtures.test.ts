import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripe } from '../../../functions/providers/stripe/index.ts';
import { CHARGES, read } from './support.ts';

const FOLDER = join(__dirname, '../../../functions/providers/stripe/fixtures');
const NAMES = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.expected.json'))
  .map((file) => file.replace('.expected.json', ''));

const json = (file: string) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8'));
const settingsOf = (name: string) => (existsSync(join(FOLDER, `${name}.input.json`)) ? json(`${name}.input.json`).settings : {});

describe('the fixtures of Stripe', () => {
  it.each(NAMES)('%s becomes exactly what is expected', (name) => {
    const body = readFileSync(join(FOLDER, `${name}.json`));
    expect(read(body, { ...CHARGES, ...settingsOf(name) })).toStrictEqual(json(`${name}.expected.json`));
  });

  it('show every event type that is to be ticked', () => {
    const recorded = NAMES.map((name) => json(`${name}.expected.json`)).filter(({ ledgerEvents }) => ledgerEvents.length > 0);
    expect([...new Set(recorded.map(({ type }) => type))].sort()).toEqual([...stripe.eventsToTick].sort());
  });
});
