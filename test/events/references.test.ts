import { readFileSync } from 'node:fs';
import { PROVIDER_IDS, type ProviderId } from '../../functions/domain/keys.ts';
import { providers } from '../../functions/providers/all.ts';
import type { ParsedEvent } from '../../functions/providers/provider.ts';
import { fixturesOf as samplesOf } from '../../lib/events/fixtures.ts';
import { withFreshIds } from '../../lib/events/fresh-ids.ts';
import { sampleEvent } from '../../lib/events/sample-event.ts';
import { fixturesOf } from '../support/fixtures.ts';

const AT = new Date('2026-11-20T10:20:30.400Z');

type Renaming = readonly (readonly [before: string, after: string])[];

const wordsOf = (body: string): readonly string[] => body.match(/\w+/g) ?? [];

const wordsRenamed = (provider: ProviderId, seed: string): Renaming =>
  samplesOf(process.cwd(), provider).flatMap(({ file }) => {
    const body = readFileSync(file, 'utf8');
    const after = wordsOf(withFreshIds(body, { provider, seed }));
    return wordsOf(body).flatMap((word, at) => (couldBeId(word) ? [[word, after[at] ?? ''] as const] : []));
  });

const couldBeId = (word: string): boolean => /\d/.test(word) && word.length > 1;

/** What the ledger reads as a key: of events, of rows, and what leads to them. */
const keysOf = ({ eventId, ledgerEvents }: ParsedEvent): readonly string[] => [
  eventId,
  ...(JSON.stringify(ledgerEvents).match(/(?<=")(?:\w+:\w+:[^"]+|(?<="refundId":")[^"]+)(?=")/g) ?? []),
];

const keysRenamed = (provider: ProviderId, seed: string): Renaming => {
  const samples = samplesOf(process.cwd(), provider);
  return fixturesOf(provider).flatMap(({ name, input, expected }) => {
    const { body, headers } = sampleEvent(samples, { provider, name, seed, at: AT });
    const after = keysOf(providers[provider].parse({ ...input, body, headers: { ...input.headers, ...headers } }));
    return keysOf(expected).map((key, at) => [key, after[at] ?? ''] as const);
  });
};

/** Those that do not become one and the same in every sample, and those that become what another one becomes. */
const confusedIn = (renaming: Renaming) => {
  const oneWay = new Map(renaming);
  const back = new Map(renaming.map(([before, after]) => [after, before]));
  return renaming.filter(([before, after]) => oneWay.get(before) !== after || back.get(after) !== before);
};

describe.each(PROVIDER_IDS)('sample events of %s', (provider) => {
  it('of one id refer to each other as the recorded bodies do', () => {
    expect(confusedIn(keysRenamed(provider, 'a'))).toEqual([]);
    expect(confusedIn(wordsRenamed(provider, 'a'))).toEqual([]);
  });

  it('of two ids share no key but those of their customer', () => {
    const [ofA, ofB] = ['a', 'b'].map((seed) => new Set(keysRenamed(provider, seed).map(([, after]) => after)));
    const shared = [...(ofA ?? [])].filter((key) => ofB?.has(key) && !/^\w+:(customer|account):/.test(key));
    expect(shared).toEqual([]);
    const [renamedByA, renamedByB] = ['a', 'b'].map((seed) => wordsRenamed(provider, seed).filter(([before, after]) => before !== after));
    const ofOther = new Set(renamedByB?.map(([, after]) => after));
    expect(renamedByA?.filter(([, after]) => ofOther.has(after))).toEqual([]);
    expect(renamedByA?.length).toBeGreaterThan(10);
  });
});
