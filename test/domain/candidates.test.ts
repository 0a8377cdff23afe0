import { awaitedKey, candidateFacts, joinCandidates, rankedCandidates } from '../../functions/domain/candidates.ts';
import { customerKey } from '../../functions/domain/keys.ts';
import type { Candidates } from '../../functions/domain/ledger-event.ts';
import { version } from '../support/ledger-events.ts';

const CUSTOMER = 'stripe:customer:cus_1';
const SUBSCRIPTION = 'stripe:subscription:sub_1';
const told = (candidates: Partial<Candidates>, second = 1) => candidateFacts({ links: [], ...candidates }, version(second));
const ranked = (candidates: Partial<Candidates>) => rankedCandidates(told(candidates)).map(awaitedKey);

describe('the candidates of a row', () => {
  const [acme, globex] = [customerKey('acme'), customerKey('globex')];

  it('are ranked: the explicit key, the customer inside the event, the link of the customer, that of the subscription', () => {
    expect(ranked({ explicit: acme, inEvent: globex, links: [SUBSCRIPTION, CUSTOMER] })).toEqual([
      'customer:acme',
      'customer:globex',
      `link:${CUSTOMER}`,
      `link:${SUBSCRIPTION}`,
    ]);
  });

  it('stand there once each, and may be none', () => {
    expect(ranked({ explicit: acme, inEvent: acme })).toEqual(['customer:acme']);
    expect(ranked({})).toEqual([]);
    expect(told({})).toEqual({});
  });

  it('are not taken for a subscription by the id of a customer', () => {
    expect(told({ links: ['chargify:customer:subscription'] })).toEqual({
      customerLink: { value: 'chargify:customer:subscription', version: version(1) },
    });
  });

  it.each([
    ['earliest', 'acme'],
    ['newest', 'globex'],
  ] as const)('keep the %s customer inside the events, where it is so, in both orders', (which, expected) => {
    const [first, second] = [told({ inEvent: acme }, 1), told({ inEvent: globex }, 2)];
    expect(joinCandidates(which)(first, second).inEvent?.value).toBe(expected);
    expect(joinCandidates(which)(second, first).inEvent?.value).toBe(expected);
  });

  it.each(['earliest', 'newest'] as const)('keep the newest of all else, whichever customer is kept: %s', (which) => {
    const first = told({ explicit: acme, links: [CUSTOMER, SUBSCRIPTION] }, 1);
    const second = told({ explicit: globex, links: ['stripe:customer:cus_2', 'stripe:subscription:sub_2'] }, 2);
    expect(joinCandidates(which)(first, second)).toEqual(second);
    expect(joinCandidates(which)(second, first)).toEqual(second);
  });
});
