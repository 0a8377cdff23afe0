import { joinReductions, NO_REDUCTIONS, type ReductionEvent, reductionFacts } from '../../functions/domain/reductions.ts';
import { refundedMinor } from '../../functions/domain/refunded.ts';
import { aFigure, aRefund, at, currency, usd } from '../support/ledger-events.ts';
import { permutations } from '../support/orders.ts';

/** What went back by these events; fails when it depends on their order. */
const refunded = (...events: readonly ReductionEvent[]) => {
  const sums = new Set(
    permutations(events).map((order) => refundedMinor(order.map(reductionFacts).reduce(joinReductions, NO_REDUCTIONS), currency('USD'))),
  );
  expect(sums.size).toBe(1);
  return [...sums][0];
};

/** A refund whose creation no event told: it is known by an update alone, or by its failure. */
const updated = (minor: number, createdAt: number) => aRefund({ minor, createdAt: at(createdAt), creation: false, second: createdAt + 1 });
const failed = (minor: number, createdAt: number, second: number) =>
  aRefund({ minor, createdAt: at(createdAt), creation: false, failed: true, second });

describe('a figure, when the creations that were told account for it', () => {
  it('gives way to the refunds by id: one that failed in its second is out, whatever the figure still holds', () => {
    expect(refunded(aRefund({ minor: 300, second: 10 }), failed(300, 10, 20), aFigure({ minor: 300, second: 20 }))).toBe(0);
  });

  it('counts a refund of its own second among them', () => {
    const fell = [aRefund({ minor: 100, second: 10 }), failed(100, 10, 20)];
    const other = aRefund({ refundId: 're_2', minor: 200, second: 20, id: 'evt_2' });
    expect(refunded(...fell, other, aFigure({ minor: 300, second: 20 }))).toBe(200);
  });
});

describe('a figure that is not accounted for', () => {
  const figure = aFigure({ minor: 300, second: 20 });

  it('holds against a refund in it whose creation nobody told, and which failed in its second', () => {
    expect(refunded(failed(300, 10, 20), figure)).toBe(300);
  });

  it('holds against a refund that was made and failed after it', () => {
    expect(refunded(aRefund({ minor: 300, second: 25 }), failed(300, 25, 40), figure)).toBe(300);
  });

  it('is less the refunds in it that failed later, that of its own second included', () => {
    expect(refunded(failed(100, 10, 21), figure)).toBe(200);
    expect(refunded(failed(100, 20, 30), figure)).toBe(200);
  });

  it('is less a refund that was made and failed in its second', () => expect(refunded(failed(100, 20, 20), figure)).toBe(200));

  it('holds the live refunds made up to its second, and is more by those made later', () => {
    expect(refunded(updated(100, 10), figure)).toBe(300);
    expect(refunded(updated(100, 20), figure)).toBe(300);
    expect(refunded(updated(100, 21), figure)).toBe(400);
  });

  it('is never below the live refunds by id', () => expect(refunded(updated(500, 10), figure)).toBe(500));
});

describe('what is told twice', () => {
  it('is the newest figure, the larger of one second', () => {
    expect(refunded(aFigure({ minor: 300, second: 10 }), aFigure({ minor: 0, second: 11 }))).toBe(0);
    expect(refunded(aFigure({ minor: 300 }), aFigure({ minor: 500, id: 'evt_other' }))).toBe(500);
  });

  it('is the larger amount of one refund, of two currencies the last by name', () => {
    expect(refunded(aRefund({ minor: 150 }), aRefund({ minor: 100, second: 11 }))).toBe(150);
    expect(refunded(aRefund({ minor: 150 }), aRefund({ amount: { minor: 150, currency: currency('EUR') }, second: 11 }))).toBe(150);
    expect(refunded(aRefund({ minor: 150 }), aRefund({ amount: { minor: 150, currency: currency('VND') }, second: 11 }))).toBe(0);
  });

  it('is the larger of two amounts without a currency, and the one with a currency before any without', () => {
    const assumed = (minor: number, code: string, second: number) =>
      aRefund({ amount: { minor, currency: currency(code) }, currencyAssumed: true, second });
    expect(refunded(assumed(150, 'EUR', 10), assumed(100, 'USD', 11))).toBe(150);
    expect(refunded(assumed(150, 'EUR', 10), assumed(150, 'VND', 11))).toBe(150);
    expect(refunded(assumed(150, 'EUR', 10), aRefund({ minor: 100, second: 11 }))).toBe(100);
  });

  it('is of the first charge by name, when one refund names two', () => {
    const second = aFigure({ charge: 'ch_2', minor: 100 });
    expect(refunded(aRefund({ charge: 'ch_2' }), aRefund({ charge: 'ch_1', second: 11 }), second)).toBe(200);
  });
});

describe('the refunds of several charges', () => {
  const { charge: _, ...unnamed } = aRefund({ minor: 100 });
  const [first, second] = [aFigure({ minor: 100 }), aFigure({ charge: 'ch_2', minor: 50, id: 'evt_2' })];

  it('are reckoned each with its figure, and one that names no charge by itself', () => {
    expect(refunded(unnamed, first)).toBe(100);
    expect(refunded(unnamed, first, second)).toBe(250);
    expect(refunded(unnamed)).toBe(100);
  });

  it('do not make up for each other', () => {
    expect(refunded(aRefund({ minor: 100 }), first, second)).toBe(150);
    expect(refunded(aFigure({ minor: 100, uncaptured: 400 }), second)).toBe(50);
  });

  it('hold no part that was never captured, once a figure shows that they cannot', () => {
    const small = aFigure({ minor: 100, uncaptured: 400, uncapturedApart: true });
    expect(refunded(small, aFigure({ minor: 450, uncaptured: 400, second: 20, id: 'evt_later' }), second)).toBe(500);
  });
});

describe('another currency', () => {
  const euros = { minor: 300, currency: currency('EUR') };

  it('counts nothing, neither in a refund nor in a figure', () => {
    expect(refunded(aRefund({ amount: euros }), aRefund({ refundId: 're_2', amount: usd(70), id: 'evt_2' }))).toBe(70);
    expect(refunded(aFigure({ figure: euros }))).toBe(0);
  });
});
