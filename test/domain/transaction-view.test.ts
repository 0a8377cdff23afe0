import { customerKey } from '../../functions/domain/keys.ts';
import type { LedgerEvent } from '../../functions/domain/ledger-event.ts';
import {
  DELETED_BY_TEAM,
  joinTransactionFacts,
  NO_TRANSACTION_FACTS,
  paymentFacts,
  reducedBy,
  teamFacts,
} from '../../functions/domain/transaction.ts';
import { standing, viewTransaction } from '../../functions/domain/transaction-view.ts';
import { aDispute, aFigure, aPayment, aRefund, at, currency, version } from '../support/ledger-events.ts';

type TransactionEvent = Extract<LedgerEvent, { kind: 'payment' | 'refund' | 'refund_figure' | 'dispute' }>;

const factsOf = (events: readonly TransactionEvent[]) =>
  events
    .map((event) => (event.kind === 'payment' ? paymentFacts(event) : reducedBy(event)))
    .reduce(joinTransactionFacts, NO_TRANSACTION_FACTS);

const view = (...events: readonly TransactionEvent[]) => viewTransaction(factsOf(events));

describe('a payment', () => {
  it('counts what was captured', () => {
    expect(view(aPayment({ minor: 1000 }))).toMatchObject({ amount: 1000, netAmount: 1000, status: 'recorded', archived: false });
  });

  it('counts nothing while it is only authorised, and then what was captured of it', () => {
    const authorised = aPayment({ state: 'authorized', captured: 0 });
    expect(view(authorised)).toMatchObject({ amount: 1000, netAmount: 0, status: 'authorized', archived: false });
    expect(view(authorised, aPayment({ second: 5, captured: 600 }))).toMatchObject({ amount: 600, netAmount: 600, status: 'recorded' });
  });

  it('is voided by an authorisation that ran out, but only when nothing was ever captured', () => {
    const ranOut = aPayment({ state: 'authorized', captured: 0, released: true, second: 9 });
    expect(view(ranOut)).toMatchObject({ status: 'voided', netAmount: 0, archived: true });
    expect(view(ranOut, aPayment({ second: 5, captured: 600 }))).toMatchObject({ status: 'recorded', netAmount: 600 });
  });

  it.each([
    ['an attempt that may still be paid', 'unpaid', { status: 'recorded', netAmount: 1000, archived: false }],
    ['a failure for good', 'failed', { status: 'failed', netAmount: 0, archived: true }],
    ['a void', 'voided', { status: 'voided', netAmount: 0, archived: true }],
  ] as const)('takes %s for what it is, in both orders', (_, state, expected) => {
    const [paid, other] = [aPayment({ second: 1 }), aPayment({ second: 2, state, captured: 0 })];
    expect(view(paid, other)).toMatchObject(expected);
    expect(view(other, paid)).toMatchObject(expected);
  });

  it('shows the currency of the lowest version, and names the others without counting them', () => {
    const euros = aPayment({ second: 2, minor: 9, captured: 9, amount: { minor: 9, currency: currency('EUR') } });
    expect(view(euros, aPayment({ second: 1 }))).toMatchObject({ currency: 'USD', netAmount: 1000, otherCurrencies: ['EUR'] });
  });

  it('is undone in whatever currency that was told, and shown in its own', () => {
    const euros = { minor: 1000, currency: currency('EUR') };
    const undone = (state: 'failed' | 'voided') => view(aPayment(), aPayment({ amount: euros, captured: 0, state, second: 5 }));
    expect(undone('voided')).toMatchObject({ currency: 'USD', amount: 1000, netAmount: 0, status: 'voided', archived: true });
    expect(undone('failed')).toMatchObject({ currency: 'USD', amount: 1000, netAmount: 0, status: 'failed', archived: true });
    const ranOut = aPayment({ amount: euros, state: 'authorized', captured: 0, released: true, second: 9 });
    expect(view(aPayment({ state: 'authorized', captured: 0 }), ranOut)).toMatchObject({ currency: 'USD', status: 'voided' });
    expect(view(aPayment(), ranOut)).toMatchObject({ currency: 'USD', status: 'recorded', netAmount: 1000 });
  });

  it('counts nothing once the team deleted it, and stays archived', () => {
    const facts = joinTransactionFacts(factsOf([aPayment()]), { ...NO_TRANSACTION_FACTS, deleted: true });
    expect(viewTransaction(facts)).toMatchObject({ netAmount: 0, archived: true, amount: 1000 });
  });

  it('stands for its invoice from its success until it is undone', () => {
    const [unpaid, paid, voided] = [aPayment({ state: 'unpaid', captured: 0 }), aPayment(), aPayment({ state: 'voided' })];
    expect([[unpaid], [unpaid, paid], [voided, paid]].map((events) => standing(factsOf(events)))).toEqual(['not_yet', 'stands', 'undone']);
  });
});

describe('a transaction of the team', () => {
  const said = (minor: number) =>
    teamFacts({ customerKey: customerKey('acme'), amount: { minor, currency: currency('USD') }, paidAt: at(3) }, version(3));

  it.each([500, 0, -500])('counts what the team says, be it %s', (minor) => {
    expect(viewTransaction(said(minor))).toMatchObject({
      amount: minor,
      netAmount: minor,
      status: 'recorded',
      archived: false,
      paidAt: at(3),
    });
  });

  it('is archived by a delete alone, and then counts nothing', () => {
    const deleted = viewTransaction(joinTransactionFacts(DELETED_BY_TEAM, said(-500)));
    expect(deleted).toMatchObject({ amount: -500, netAmount: 0, archived: true });
  });
});

describe('refunds', () => {
  const first = aRefund({ refundId: 're_1', minor: 100, second: 10 });
  const second = aRefund({ refundId: 're_2', minor: 250, second: 20 });

  it('wait without a payment, and count nothing', () => {
    expect(view(first)).toMatchObject({ amount: null, currency: null, netAmount: 0, archived: false });
  });

  it('add up by id, each once', () => {
    expect(view(aPayment(), first, second, first)).toMatchObject({ refundedAmount: 350, netAmount: 650, status: 'partially_refunded' });
  });

  it('archive a payment when nothing is left of it, and never take more than was captured', () => {
    const tooMuch = aRefund({ refundId: 're_3', minor: 5000 });
    expect(view(aPayment(), tooMuch)).toMatchObject({ refundedAmount: 1000, netAmount: 0, status: 'refunded', archived: true });
  });

  it('count nothing once they failed', () => {
    expect(view(aPayment(), first, aRefund({ refundId: 're_1', creation: false, failed: true, second: 15 }))).toMatchObject({
      netAmount: 1000,
    });
  });

  it('of another currency count nothing and are named', () => {
    const euros = aRefund({ amount: { minor: 100, currency: currency('EUR') } });
    expect(view(aPayment(), euros)).toMatchObject({ netAmount: 1000, otherCurrencies: ['EUR'] });
  });
});

describe('a refund that tells no currency', () => {
  const assumed = aRefund({ amount: { minor: 300, currency: currency('EUR') }, currencyAssumed: true });

  it('counts in the currency of its payment, and is no conflict with it', () => {
    expect(view(aPayment(), assumed)).toMatchObject({ refundedAmount: 300, netAmount: 700, otherCurrencies: [] });
    expect(view(assumed, aRefund({ refundId: 're_2', id: 'evt_2' }))).toMatchObject({ amount: null, otherCurrencies: [] });
  });

  it('is in the currency that another of its events tells', () => {
    const told = aRefund({ amount: { minor: 100, currency: currency('EUR') }, second: 11 });
    expect(view(aPayment(), assumed, told)).toMatchObject({ refundedAmount: 0, otherCurrencies: ['EUR'] });
  });
});

describe('a cumulative refund figure', () => {
  it('counts alone', () => {
    expect(view(aPayment(), aFigure({ minor: 300 })).refundedAmount).toBe(300);
  });

  it('is not counted a second time when the refunds in it are known by id', () => {
    expect(view(aPayment(), aFigure({ minor: 300 }), aRefund({ minor: 300 })).refundedAmount).toBe(300);
  });

  it('gives way to a newer one, also a lower one; of two in one second the larger holds', () => {
    expect(view(aPayment(), aFigure({ minor: 300, second: 10 }), aFigure({ minor: 0, second: 11 })).refundedAmount).toBe(0);
    expect(view(aPayment(), aFigure({ minor: 300 }), aFigure({ minor: 500, id: 'evt_other' })).refundedAmount).toBe(500);
  });

  it('falls when a refund in it fails later, although no newer figure comes', () => {
    const failed = aRefund({ minor: 100, creation: false, failed: true, createdAt: at(10), second: 30 });
    expect(view(aPayment(), aFigure({ minor: 300, second: 20 }), failed).refundedAmount).toBe(200);
  });

  it('does not fall when a refund fails that was made after it', () => {
    const failed = aRefund({ minor: 100, creation: false, failed: true, createdAt: at(25), second: 30 });
    expect(view(aPayment(), aFigure({ minor: 300, second: 20 }), failed).refundedAmount).toBe(300);
  });

  it('is carried forward by refunds that were made after it', () => {
    expect(view(aPayment(), aFigure({ minor: 300, second: 20 }), aRefund({ minor: 100, second: 25 })).refundedAmount).toBe(400);
  });

  it('is not accounted for by a refund that failed before it', () => {
    const failed = aRefund({ refundId: 're_1', minor: 100, creation: false, failed: true, createdAt: at(20), second: 40 });
    const events = [aRefund({ refundId: 're_1', minor: 100, second: 20 }), aFigure({ minor: 200, second: 20 }), failed];
    expect(view(aPayment(), ...events, aFigure({ minor: 100, second: 41 })).refundedAmount).toBe(100);
  });

  it('takes a refund that does not name its charge for one of its own charge', () => {
    const { charge: _, ...unnamed } = aRefund({ minor: 100 });
    expect(view(aPayment(), unnamed, aFigure({ minor: 100 })).refundedAmount).toBe(100);
  });

  it('leaves out the part that was never captured, where the provider tells it as a refund', () => {
    const captured = aPayment({ minor: 1000, captured: 600 });
    const told = aFigure({ minor: 400, uncaptured: 400, second: 5 });
    expect(view(captured, told)).toMatchObject({ amount: 600, refundedAmount: 0, netAmount: 600 });
    expect(view(captured, told, aFigure({ minor: 500, uncaptured: 400, second: 9 }))).toMatchObject({
      refundedAmount: 100,
      netAmount: 500,
    });
  });

  it('is reckoned for each charge by itself', () => {
    const other = aFigure({ charge: 'ch_2', minor: 50 });
    expect(view(aPayment(), aFigure({ minor: 300 }), aRefund({ minor: 300 }), other).refundedAmount).toBe(350);
  });
});

describe('a dispute', () => {
  it.each([
    ['open', { netAmount: 1000, disputedAmount: 1000, status: 'disputed', archived: false }],
    ['lost', { netAmount: 0, disputedAmount: 1000, status: 'disputed', archived: true }],
    ['ended', { netAmount: 1000, disputedAmount: 0, status: 'recorded', archived: false }],
    ['warning', { netAmount: 1000, disputedAmount: 0, status: 'recorded', archived: false }],
  ] as const)('that is %s', (state, expected) => {
    expect(view(aPayment(), aDispute({ state }))).toMatchObject(expected);
  });

  it('that was lost counts nothing once its funds came back', () => {
    const lost = aDispute({ state: 'lost', second: 30 });
    expect(view(aPayment(), lost, aDispute({ state: 'lost', reinstated: true, second: 40 })).netAmount).toBe(1000);
  });

  it('that was lost counts again once its funds are taken again', () => {
    const back = aDispute({ state: 'ended', reinstated: true, second: 40 });
    const lost = aDispute({ state: 'lost', second: 60 });
    const taken = (second: number) => aDispute({ withdrawn: true, second });
    expect(view(aPayment(), taken(20), back, lost).netAmount).toBe(1000);
    expect(view(aPayment(), taken(20), back, taken(50), lost)).toMatchObject({ netAmount: 0, disputedAmount: 1000 });
    expect(view(aPayment(), taken(40), back, lost).netAmount).toBe(1000);
  });

  it('on a partly refunded payment takes only what is left', () => {
    expect(view(aPayment(), aRefund({ minor: 400 }), aDispute({ state: 'lost' }))).toMatchObject({ refundedAmount: 400, netAmount: 0 });
  });
});

describe('a transaction of which the payment is not known', () => {
  const [euros, yen] = [currency('EUR'), currency('JPY')];
  const inYen = aRefund({ refundId: 're_1', amount: { minor: 100, currency: yen } });
  const inEuros = aRefund({ refundId: 're_2', amount: { minor: 100, currency: euros } });

  it('is no conflict of currencies until there are two, which are named in order', () => {
    expect(view(inYen).otherCurrencies).toEqual([]);
    expect(view(inYen, inEuros).otherCurrencies).toEqual(['EUR', 'JPY']);
    expect(view(aPayment(), inYen, inEuros).otherCurrencies).toEqual(['EUR', 'JPY']);
  });

  it('is archived when the team deleted it, and only then', () => {
    expect(viewTransaction(DELETED_BY_TEAM)).toEqual({
      amount: null,
      currency: null,
      refundedAmount: 0,
      disputedAmount: 0,
      netAmount: 0,
      status: 'unpaid',
      archived: true,
      paidAt: null,
      productKey: null,
      categoryKey: null,
      otherCurrencies: [],
    });
    expect(viewTransaction(NO_TRANSACTION_FACTS).archived).toBe(false);
  });
});

describe('what a transaction was for', () => {
  const words = { productKey: 'pro', categoryKey: 'software' };

  it('is shown of a payment, by its newest word', () => {
    const paid = aPayment({ second: 2, ...words });
    expect(view(paid, aPayment({ second: 1, productKey: 'basic', categoryKey: 'other' }))).toMatchObject(words);
    expect(view(aPayment({ second: 3 }), paid)).toMatchObject(words);
  });

  it('is shown of a transaction of the team, which has one currency', () => {
    const said = { customerKey: customerKey('acme'), amount: { minor: 5, currency: currency('USD') }, paidAt: at(3) };
    expect(viewTransaction(teamFacts({ ...said, ...words }, version(3)))).toMatchObject({ ...words, otherCurrencies: [] });
    expect(viewTransaction(teamFacts(said, version(3)))).toMatchObject({ productKey: null, categoryKey: null });
  });
});

it('takes no dispute of another currency off a payment', () => {
  const euros = aDispute({ state: 'lost', amount: { minor: 400, currency: currency('EUR') } });
  expect(view(aPayment(), euros)).toMatchObject({ netAmount: 1000, disputedAmount: 0, status: 'recorded', otherCurrencies: ['EUR'] });
});

it('stands for nothing any more once it failed, in whichever currency', () => {
  const euros = aPayment({ state: 'failed', amount: { minor: 9, currency: currency('EUR') } });
  expect(standing(factsOf([aPayment({ state: 'failed' })]))).toBe('undone');
  expect(standing(factsOf([aPayment(), euros]))).toBe('undone');
});
