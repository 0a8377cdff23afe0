import type { Transaction } from '../../lib/cli/answers.ts';
import { reasonsOf } from '../../lib/cli/explain/reasons.ts';
import { moneyText } from '../../lib/cli/money.ts';

const aRow = (over: Partial<Transaction>): Transaction => ({
  ...{ key: 'stripe:charge:ch_1', customer_key: 'acme', partner_key: null, currency: 'USD', status: 'recorded', archived: false },
  ...{ amount: 2000, refunded_amount: 0, disputed_amount: 0, net_amount: 2000, occurred_at: null, event_keys: [], other_currencies: [] },
  ...over,
});

describe('why a row does not count in full', () => {
  it('is nothing for a row that does', () => expect(reasonsOf(aRow({}), [])).toEqual([]));

  it.each<[over: Partial<Transaction>, reason: RegExp]>([
    [{ status: 'unpaid', net_amount: 0 }, /an attempt that was not paid/],
    [{ status: 'authorized', net_amount: 0 }, /authorised, not captured/],
    [{ status: 'failed', net_amount: 0, archived: true }, /failed after all/],
    [{ status: 'voided', net_amount: 0, archived: true }, /voided it/],
    [{ status: 'refunded', net_amount: 0, archived: true, refunded_amount: 2000 }, /All of it was refunded/],
    [{ status: 'disputed', disputed_amount: 500 }, /^5\.00 USD of it is disputed/],
    [{ net_amount: 0, archived: true }, /Your team archived it for good/],
    [{ amount: null, currency: null, customer_key: null, net_amount: 0 }, /Its payment has not come yet/],
    [{ amount: null, currency: null, archived: true, net_amount: 0 }, /archived it before any payment/],
    [{ other_currencies: ['GBP'] }, /also tell of GBP, which counts nothing/],
    [{ customer_key: null, net_amount: 0 }, /Nobody said whose it is/],
  ])('is told for %j', (over, reason) => expect(reasonsOf(aRow(over), [])).toEqual([expect.stringMatching(reason)]));

  it('is the setting that archives what was refunded in part', () => {
    const row = aRow({ status: 'partially_refunded', archived: true, refunded_amount: 500, net_amount: 1500 });
    expect(reasonsOf(row, []).at(-1)).toMatch(/^The setting "refunds": "archive" .+ \(15\.00 USD would be left\)\.$/);
  });

  it('is the customer who is awaited, with what to do', () => {
    const unknown = [{ key: 'stripe:customer:cus_1', known: false }];
    expect(reasonsOf(aRow({ customer_key: null, net_amount: 0 }), unknown)).toEqual([
      'It waits for its customer: nobody has named stripe:customer:cus_1 yet.',
      'Say whose it is: hookledger customers link <customer> stripe:customer:cus_1',
    ]);
    expect(reasonsOf(aRow({}), unknown)).toEqual(['It would belong to stripe:customer:cus_1, once that key is known.']);
  });
});

it.each([
  [123_456_789, 'USD', '1,234,567.89 USD'],
  [5, 'USD', '0.05 USD'],
  [-5, 'USD', '-0.05 USD'],
  [700, 'JPY', '700 JPY'],
  [1_500, 'TND', '1.500 TND'],
  [1, 'XXX', '1 minor units of XXX'],
])('writes %d of %s as people do', (minor, currency, text) => expect(moneyText({ minor, currency })).toBe(text));
