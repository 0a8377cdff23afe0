import { AT, aCharge, INVOICES, only, readCharge } from './support.ts';

const OLD = { api_version: '2025-02-24.acacia' };
const BASIL = { api_version: '2025-03-31.basil' };
const paymentOf = (over: Record<string, unknown>, event: Record<string, unknown> = {}) =>
  only('payment', readCharge(over, event).ledgerEvents);
const figuresOf = (over: Record<string, unknown>, event: Record<string, unknown> = {}, settings?: typeof INVOICES) =>
  readCharge(over, event, settings).ledgerEvents.filter((fact) => fact.kind === 'refund_figure');

describe('the amounts of Stripe in the minor units of ISO 4217', () => {
  it.each([
    ['usd', 4900, 4900],
    ['JPY', 4900, 4900],
    ['kwd', 4900, 4900],
    ['isk', 4900, 49],
    ['ugx', 4900, 49],
    ['mga', 4900, 490_000],
    ['isk', 0, 0],
  ])('%s %d is %d', (currency, sent, minor) => {
    const payment = paymentOf({ currency, amount: sent, amount_captured: sent });
    expect(payment).toMatchObject({ amount: { minor, currency: currency.toUpperCase() }, captured: minor });
  });

  it.each([
    ['isk', 4901],
    ['ugx', 99],
    ['mga', Number.MAX_SAFE_INTEGER],
  ])('%s %d has no exact amount and is not rounded', (currency, amount) => {
    expect(() => paymentOf({ currency, amount, amount_captured: amount })).toThrow('no exact amount');
  });

  it('converts refund figures and what was never captured, too', () => {
    const [figure] = figuresOf({ currency: 'isk', amount: 90_000, amount_captured: 60_000, amount_refunded: 40_000 }, OLD);
    expect(figure).toMatchObject({ figure: { minor: 400, currency: 'ISK' }, uncaptured: 300 });
  });
});

describe('the state of a charge', () => {
  it.each([
    [{ status: 'succeeded', captured: true, amount_captured: 300 }, 'succeeded', 300],
    [{ status: 'succeeded', captured: true, amount_captured: null }, 'succeeded', 500],
    [{ status: 'succeeded', captured: true, amount_captured: undefined }, 'succeeded', 500],
    [{ status: 'succeeded', captured: true, amount_captured: 0 }, 'succeeded', 0],
    [{ status: 'succeeded', captured: false, amount_captured: null }, 'authorized', 0],
    [{ status: 'pending', captured: true }, 'unpaid', 0],
    [{ status: 'failed', captured: true }, 'failed', 0],
  ])('%j is %s with %d captured', (charge, state, captured) => {
    expect(paymentOf(charge)).toMatchObject({ state, captured, amount: { minor: 500 }, paidAt: (AT - 1) * 1000 });
  });

  it('is released by the event charge.expired, unless it was captured', () => {
    expect(paymentOf({ captured: false }, { type: 'charge.expired' }).released).toBe(true);
    expect(paymentOf({ captured: true }, { type: 'charge.expired' })).not.toHaveProperty('released');
  });

  it('is released by a full refund of nothing, in API versions that told it so', () => {
    const charge = { captured: false, refunded: true, amount_refunded: 500 };
    expect(paymentOf(charge, OLD).released).toBe(true);
    expect(paymentOf(charge, { api_version: null }).released).toBe(true);
    expect(paymentOf(charge, BASIL)).not.toHaveProperty('released');
  });
});

describe('the refund figure of a charge', () => {
  it('is told when it is more than 0, or when the event changed it', () => {
    expect(figuresOf({ amount_refunded: 0 })).toEqual([]);
    expect(figuresOf({ amount_refunded: null })).toEqual([]);
    expect(figuresOf({ amount_refunded: 200 })).toMatchObject([{ figure: { minor: 200 }, uncaptured: 0, charge: 'ch_1' }]);
    const data = (previous_attributes: unknown) => ({ data: { object: aCharge(), previous_attributes } });
    expect(figuresOf({}, data({ amount_refunded: 200 }))).toMatchObject([{ figure: { minor: 0 } }]);
    expect(figuresOf({}, data({ description: 'x' }))).toEqual([]);
    expect(figuresOf({}, data('broken'))).toEqual([]);
  });

  it.each([
    ['2025-03-30.preview', 200],
    ['2020-03-02', 200],
    [null, 200],
    [undefined, 200],
    ['latest', 200],
    ['2025-03-31.basil', 0],
    ['2026-10-28.endive', 0],
  ])('holds under %j an uncaptured part of %d', (api_version, uncaptured) => {
    expect(figuresOf({ amount_captured: 300, amount_refunded: 250 }, { api_version })).toMatchObject([{ uncaptured }]);
  });

  it('is told with an uncaptured part even while nothing is refunded', () => {
    expect(figuresOf({ amount_captured: 300 }, OLD)).toMatchObject([{ figure: { minor: 0 }, uncaptured: 200 }]);
    expect(figuresOf({ amount_captured: 300 }, BASIL)).toEqual([]);
  });

  it('cannot hold the uncaptured part when it is smaller, or all that was captured', () => {
    const isApart = (over: Parameters<typeof figuresOf>[0]) =>
      figuresOf({ amount_captured: 300, ...over }, OLD).map(({ uncapturedApart = false }) => uncapturedApart);
    expect(isApart({ amount_refunded: 199 })).toEqual([true]);
    expect(isApart({ amount_refunded: 300, refunded: true })).toEqual([true]);
    expect(isApart({ amount_refunded: 0 })).toEqual([false]);
    expect(isApart({ amount_refunded: 200 })).toEqual([false]);
    expect(isApart({ amount_refunded: 500, refunded: true })).toEqual([false]);
    expect(isApart({ amount_captured: 500, amount_refunded: 500, refunded: true })).toEqual([false]);
    expect(isApart({ captured: false, amount_captured: 0, amount_refunded: 500, refunded: true })).toEqual([false]);
  });

  it('holds the uncaptured part under any version when it is the whole of it at the capture, or more than was captured', () => {
    const uncapturedOf = (over: Parameters<typeof figuresOf>[0], type: string) =>
      figuresOf({ amount_captured: 300, ...over }, { ...BASIL, type }).map(({ uncaptured }) => uncaptured);
    expect(uncapturedOf({ amount_refunded: 200 }, 'charge.captured')).toEqual([200]);
    expect(uncapturedOf({ amount_refunded: 200 }, 'charge.refunded')).toEqual([0]);
    expect(uncapturedOf({ amount_refunded: 301 }, 'charge.refunded')).toEqual([200]);
    expect(uncapturedOf({ amount_refunded: 300 }, 'charge.refunded')).toEqual([0]);
    expect(uncapturedOf({ amount_captured: 500, amount_refunded: 0 }, 'charge.captured')).toEqual([]);
  });

  it('has no uncaptured part while the charge may still be captured, or when it failed', () => {
    expect(figuresOf({ captured: false, amount_captured: 0 }, OLD)).toEqual([]);
    expect(figuresOf({ status: 'failed', captured: true, amount_captured: 0 }, OLD)).toEqual([]);
    expect(figuresOf({ status: 'pending', captured: true, amount_captured: 0 }, OLD)).toEqual([]);
  });

  it('lowers the invoice that an old charge names, else waits for one', () => {
    const refunded = { amount_refunded: 200 };
    expect(figuresOf({ ...refunded, invoice: 'in_1' }, OLD, INVOICES)).toMatchObject([{ target: { transaction: 'stripe:invoice:in_1' } }]);
    expect(figuresOf(refunded, BASIL, INVOICES)).toMatchObject([
      { target: { item: 'stripe:charge:ch_1', refs: ['stripe:charge:ch_1', 'stripe:payment_intent:pi_1'] } },
    ]);
    expect(readCharge({ ...refunded, invoice: null }, OLD, INVOICES).ignored).toBe('not an invoice payment');
    expect(readCharge({}, BASIL, INVOICES).ignored).toBe('the invoice tells');
  });
});
