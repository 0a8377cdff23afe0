import {
  type CustomerFacts,
  customerFacts,
  ERASED_CUSTOMER_FACTS,
  joinCustomerFacts,
  NO_CUSTOMER_FACTS,
  viewCustomer,
} from '../../functions/domain/customer.ts';
import { partnerKey } from '../../functions/domain/keys.ts';
import { aCustomer, at, version } from '../support/ledger-events.ts';

/** What is seen of these facts; fails when it depends on their order. */
const view = (...facts: readonly CustomerFacts[]) => {
  const seen = viewCustomer(facts.reduce(joinCustomerFacts, NO_CUSTOMER_FACTS));
  expect(viewCustomer([...facts].reverse().reduce(joinCustomerFacts, NO_CUSTOMER_FACTS))).toEqual(seen);
  return seen;
};
const byTeam = (said: Partial<CustomerFacts>): CustomerFacts => ({ ...NO_CUSTOMER_FACTS, ...said });
const word = <T>(value: T, second: number) => ({ value, version: version(second) });

describe('a customer', () => {
  it('of whom nothing is known has nothing', () => {
    expect(view()).toEqual({ partnerKey: null, partnerConflicts: [], providerKeys: [], email: null, name: null, erased: false });
  });

  it('has what the newest event tells, and keeps what it does not tell', () => {
    const first = aCustomer({ second: 1, email: 'a@example.com', name: 'Ada' });
    expect(view(customerFacts(first), customerFacts(aCustomer({ second: 2, email: 'b@example.com' })))).toMatchObject({
      email: 'b@example.com',
      name: 'Ada',
    });
  });

  it('has no facts for what its event does not tell', () => {
    expect(customerFacts(aCustomer({ links: [] }))).toEqual({ partners: {}, providerKeys: [] });
  });

  it('is what was received last, where events have no time', () => {
    const earlier = aCustomer({ id: 'z', second: 0, receivedAt: at(1), name: 'Ada' });
    const later = aCustomer({ id: 'a', second: 0, receivedAt: at(2), name: 'Grace' });
    expect(view(customerFacts(earlier), customerFacts(later)).name).toBe('Grace');
  });

  it('has every provider key that was ever claimed for it, sorted, each once', () => {
    const facts = [
      customerFacts(aCustomer({ links: ['stripe:customer:cus_2', 'stripe:customer:cus_1'] })),
      customerFacts(aCustomer({ links: ['recurly:customer:1', 'stripe:customer:cus_1'] })),
    ];
    expect(facts[0]?.providerKeys).toEqual(['stripe:customer:cus_1', 'stripe:customer:cus_2']);
    expect(view(...facts).providerKeys).toEqual(['recurly:customer:1', 'stripe:customer:cus_1', 'stripe:customer:cus_2']);
  });

  it('has the e-mail and the name that the team says, whatever events tell later', () => {
    const events = customerFacts(aCustomer({ second: 9, email: 'a@example.com', name: 'Ada' }));
    const said = byTeam({ teamEmail: word('b@example.com', 1), teamName: word('Grace', 1) });
    expect(view(events, said)).toMatchObject({ email: 'b@example.com', name: 'Grace' });
    const unsaid = byTeam({ teamEmail: word(null, 2), teamName: word(null, 2) });
    expect(view(events, said, unsaid)).toMatchObject({ email: null, name: null });
  });
});

describe('a customer that was erased', () => {
  it('keeps its partner and its provider keys, and nothing of the person, in both orders', () => {
    const told = customerFacts(aCustomer({ partner: 'initech', email: 'a@example.com', name: 'Ada' }));
    expect(view(told, byTeam({ teamName: word('Grace', 1) }), ERASED_CUSTOMER_FACTS)).toEqual({
      partnerKey: 'initech',
      partnerConflicts: [],
      providerKeys: ['stripe:customer:cus_1'],
      email: null,
      name: null,
      erased: true,
    });
  });
});

describe('the partner of a customer', () => {
  const claim = (partner: string, second: number) => customerFacts(aCustomer({ partner, second }));
  const [initech, umbrella] = [partnerKey('initech'), partnerKey('umbrella')];

  it('is the one that was claimed earliest; the others are shown', () => {
    expect(view(claim('initech', 3), claim('umbrella', 2), claim('initech', 4))).toMatchObject({
      partnerKey: 'umbrella',
      partnerConflicts: ['initech'],
    });
  });

  it('is the earliest by the first of its claims', () => {
    expect(view(claim('initech', 1), claim('umbrella', 2), claim('initech', 4)).partnerKey).toBe('initech');
  });

  it('is the first by name where one event claims two', () => {
    expect(view(byTeam({ partners: { umbrella: version(1), initech: version(1) } })).partnerKey).toBe('initech');
  });

  it('is the newest word of the team, and "none" is a word too', () => {
    const claimed = claim('initech', 9);
    const said = byTeam({ teamPartner: word(umbrella, 1) });
    expect(view(claimed, said)).toMatchObject({ partnerKey: 'umbrella', partnerConflicts: ['initech'] });
    expect(view(claimed, said, byTeam({ teamPartner: word(null, 2) }))).toMatchObject({ partnerKey: null, partnerConflicts: ['initech'] });
    expect(view(claimed, byTeam({ teamPartner: word(initech, 1) }))).toMatchObject({ partnerKey: 'initech', partnerConflicts: [] });
  });
});
