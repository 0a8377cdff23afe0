import { LEAST_GAP_MS, silenceRatio, usualGap } from '../../functions/domain/silence.ts';
import { fc } from '../support/properties.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const gap = fc.integer({ min: 1, max: 60 * DAY_MS });
const known = fc.oneof(fc.constant(undefined), fc.integer({ min: LEAST_GAP_MS, max: 60 * DAY_MS }));
const usualAfter = (gaps: readonly number[]) => gaps.reduce<number | undefined>(usualGap, undefined);

describe('the usual gap', () => {
  it('is never below six hours, and at most twice what it was', () =>
    fc.assert(
      fc.property(known, gap, (before, next) => {
        const usual = usualGap(before, next);
        expect(usual).toBeGreaterThanOrEqual(LEAST_GAP_MS);
        expect(usual).toBeLessThanOrEqual(2 * (before ?? LEAST_GAP_MS));
      }),
    ));

  it('ends at a gap that comes again and again', () =>
    fc.assert(
      fc.property(fc.array(gap, { maxLength: 5 }), fc.integer({ min: LEAST_GAP_MS, max: 10 * DAY_MS }), (before, regular) => {
        const usual = usualAfter([...before, ...Array.from({ length: 400 }, () => regular)]);
        expect(Math.abs((usual ?? 0) - regular)).toBeLessThanOrEqual(1);
      }),
    ));

  it('fades by halves in two weeks of many small gaps', () => {
    const minutes = Array.from({ length: 14 * 24 * 60 }, () => 60_000);
    expect(minutes.reduce<number>(usualGap, 4 * DAY_MS) / DAY_MS).toBeCloseTo(2, 1);
  });

  it('knows nights in a day, and weekends before the third one', () => {
    const week = [...Array.from({ length: 4 }, () => 14 * HOUR_MS), 62 * HOUR_MS];
    expect(silenceRatio({ since: 14 * HOUR_MS, usual: usualAfter([14 * HOUR_MS]) })).toBeLessThan(2);
    expect(silenceRatio({ since: 62 * HOUR_MS, usual: usualAfter([...week, ...week]) })).toBeLessThan(2);
  });
});

describe('the silence of a provider', () => {
  it('is told in its own usual gaps', () => {
    expect(silenceRatio({ since: 3 * DAY_MS, usual: DAY_MS })).toBe(3);
    expect(silenceRatio({ since: LEAST_GAP_MS / 2 })).toBe(0.5);
  });

  it('is none before its last event', () => expect(silenceRatio({ since: -1, usual: DAY_MS })).toBe(0));

  it('of a few hours is little, however short its gaps are', () =>
    expect(silenceRatio({ since: HOUR_MS, usual: 60_000 })).toBeCloseTo(1 / 6));
});
