import type { ParsedEvent, Provider } from '../../../functions/providers/provider.ts';
import { fixturesOf } from '../../support/fixtures.ts';
import { expectLawful } from './laws.ts';

/** Every event that a provider is asked to send is shown by a genuine body, and every such body is read as is expected of it. */
export const describeFixtures = (provider: Provider): void => {
  const fixtures = fixturesOf(provider.id);

  it.each(fixtures)('$name is read as expected', ({ input, expected }) => {
    const parsed = provider.parse(input);
    expect(parsed).toStrictEqual(expected);
    expectLawful(provider, parsed);
  });

  it.each(fixtures)('$name tells the same whenever it is received, but for that time itself', ({ input, expected }) => {
    const retried = provider.parse({ ...input, receivedAt: new Date(input.receivedAt.getTime() + 60_000) });
    const untimed = ({ ledgerEvents, ...parsed }: ParsedEvent) => ({
      ...parsed,
      ledgerEvents: ledgerEvents.map((event) => ({ ...event, receivedAt: undefined })),
    });
    expect(untimed(retried)).toStrictEqual(untimed(expected));
  });

  it('show every event to tick, and no other, telling the ledger something', () => {
    const telling = fixtures.filter(({ expected }) => expected.ledgerEvents.length > 0).map(({ expected }) => expected.type);
    expect([...new Set(telling)].sort()).toEqual([...provider.eventsToTick].sort());
  });
};
