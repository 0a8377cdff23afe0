import {
  type AliasFacts,
  joinAliasFacts,
  joinPlacedFacts,
  NO_ALIAS_FACTS,
  placedFacts,
  placementOf,
} from '../../functions/domain/placement.ts';
import { type ReductionEvent, reductionFacts } from '../../functions/domain/reductions.ts';
import { aDispute, aFigure, aRefund, at, INVOICE, version } from '../support/ledger-events.ts';

const alias = (payments: Readonly<Record<string, number>>, undone: readonly string[] = []): AliasFacts => ({
  ...NO_ALIAS_FACTS,
  payments: Object.fromEntries(
    Object.entries(payments).map(([key, second]) => [key, { at: at(second), ...(undone.includes(key) ? { undone: true as const } : {}) }]),
  ),
});
const [FIRST, SECOND] = ['recurly:transaction:1', 'recurly:transaction:2'] as const;
const placed = (event: ReductionEvent, ...aliases: readonly AliasFacts[]) => placementOf(placedFacts(event, [INVOICE]), aliases);

describe('a refund that names only an invoice', () => {
  const both = alias({ [FIRST]: 10, [SECOND]: 20 });

  it('has no place while no payment stands for the invoice', () => expect(placed(aRefund(), NO_ALIAS_FACTS)).toBeUndefined());

  it.each([
    [25, SECOND],
    [20, SECOND],
    [19, FIRST],
    [5, FIRST],
  ])('of second %d is of the newest payment until then, else of the first', (second, expected) => {
    expect(placed(aRefund({ second }), both)).toBe(expected);
    expect(placed(aRefund({ second }), alias({ [SECOND]: 20 }), alias({ [FIRST]: 10 }))).toBe(expected);
  });

  it.each([
    [25, FIRST],
    [15, SECOND],
    [5, SECOND],
  ])('of second %d is placed by the times of the payments, not by their keys', (second, expected) => {
    expect(placed(aRefund({ second }), alias({ [FIRST]: 20, [SECOND]: 10 }))).toBe(expected);
  });

  it('is not of a payment that was undone', () => {
    expect(placed(aRefund({ second: 25 }), alias({ [FIRST]: 10, [SECOND]: 20 }, [SECOND]))).toBe(FIRST);
    expect(placed(aRefund({ second: 25 }), alias({ [FIRST]: 10 }), alias({ [FIRST]: 10 }, [FIRST]))).toBeUndefined();
  });

  it('is of the greatest key among the payments of one time', () => {
    expect(placed(aRefund({ second: 25 }), alias({ [SECOND]: 10, [FIRST]: 10 }))).toBe(SECOND);
  });

  it('is placed by the time of its creation, and of the earliest when an item tells of several things', () => {
    expect(placed(aRefund({ second: 30, createdAt: at(12) }), both)).toBe(FIRST);
    const item = joinPlacedFacts(placedFacts(aDispute({ createdAt: at(12) }), [INVOICE]), placedFacts(aRefund({ second: 30 }), [INVOICE]));
    expect(placementOf(item, [both])).toBe(FIRST);
  });

  it('is where the operator says, by the newest word', () => {
    const word = (value: typeof FIRST | typeof SECOND, second: number) => ({
      ...placedFacts(aRefund({ second: 25 }), [INVOICE]),
      operatorWord: { value, version: version(second) },
    });
    expect(placementOf(word(FIRST, 1), [both])).toBe(FIRST);
    expect(placementOf(joinPlacedFacts(word(SECOND, 2), word(FIRST, 3)), [both])).toBe(FIRST);
  });
});

it('places a refund figure by the time at which it was told, and a dispute by its own', () => {
  const both = alias({ [FIRST]: 10, [SECOND]: 20 });
  expect([placed(aFigure({ second: 15 }), both), placed(aFigure({ second: 25 }), both)]).toEqual([FIRST, SECOND]);
  expect([placed(aDispute({ createdAt: at(15) }), both), placed(aDispute({ createdAt: at(25) }), both)]).toEqual([FIRST, SECOND]);
});

it('keeps the references and the reductions of an item, sorted', () => {
  const item = placedFacts(aRefund(), ['recurly:invoice:9', 'recurly:invoice:7']);
  expect(item).toEqual({ refs: ['recurly:invoice:7', 'recurly:invoice:9'], reductions: reductionFacts(aRefund()) });
  expect(joinPlacedFacts(item, placedFacts(aRefund(), ['recurly:invoice:8'])).refs).toEqual([
    'recurly:invoice:7',
    'recurly:invoice:8',
    'recurly:invoice:9',
  ]);
});

it('keeps of a name its dependents, and of each payment the earliest time at which it stood for it', () => {
  const joined = joinAliasFacts({ ...alias({ [FIRST]: 10 }), dependents: ['recurly:refund:1'] }, alias({ [FIRST]: 5 }, [FIRST]));
  expect(joined).toEqual({ payments: { [FIRST]: { at: at(5), undone: true } }, dependents: ['recurly:refund:1'] });
});
