import { customerKey } from '../../functions/domain/keys.ts';
import { joinTransactionFacts, NO_TRANSACTION_FACTS, paymentFacts, teamFacts } from '../../functions/domain/transaction.ts';
import { aPayment, at, usd, version } from '../support/ledger-events.ts';

describe('the facts of a payment', () => {
  it('name what it stands for, sorted, or nothing', () => {
    const standsFor = paymentFacts(aPayment({ standsFor: ['recurly:invoice:9', 'recurly:invoice:7'] })).standsFor;
    expect(standsFor).toEqual(['recurly:invoice:7', 'recurly:invoice:9']);
    expect(paymentFacts(aPayment()).standsFor).toEqual([]);
  });

  it('keep that the authorisation ran out, whichever event told it', () => {
    const [running, ranOut] = [paymentFacts(aPayment({ second: 1 })), paymentFacts(aPayment({ second: 2, released: true }))];
    expect(joinTransactionFacts(running, ranOut).payments['USD']?.released).toBe(true);
    expect(joinTransactionFacts(ranOut, running).payments['USD']?.released).toBe(true);
  });

  it('keep the customer inside the events that was told earliest', () => {
    const [first, second] = ['acme', 'globex'].map((key, n) =>
      paymentFacts(aPayment({ second: n, candidates: { inEvent: customerKey(key), links: [] } })),
    );
    expect([second, first].reduce((a, b) => joinTransactionFacts(a ?? NO_TRANSACTION_FACTS, b ?? NO_TRANSACTION_FACTS))).toMatchObject({
      candidates: { inEvent: { value: 'acme' } },
    });
  });
});

it('makes of what the team says the facts that it says, and no others', () => {
  const said = teamFacts({ customerKey: customerKey('acme'), amount: usd(5), paidAt: at(3) }, version(3));
  expect(said).toStrictEqual({
    ...NO_TRANSACTION_FACTS,
    team: { value: usd(5), version: version(3) },
    paidAt: at(3),
    candidates: { explicit: { value: 'acme', version: version(3) } },
  });
  expect(NO_TRANSACTION_FACTS.standsFor).toEqual([]);
});
