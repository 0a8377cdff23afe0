import { type Standing, standingBar, standingLine } from '../../lib/simulate/standing.ts';

const STARTED_AT = 1_000_000;

/** Ten seconds after the start, in which it went on steadily. */
const after10s = (over: Partial<Standing> = {}): Standing => {
  const now = STARTED_AT + 10_000;
  return { done: 500, total: 2_000, startedAt: STARTED_AT, movedAt: now, trouble: undefined, now, ...over };
};

const ALL = '25% | 500 of 2,000, 50 steps/s, 30 seconds left';

describe('how far a run is', () => {
  it('is told with its speed and the time that is left', () => {
    expect(standingLine(after10s())).toBe('25%: 500 of 2,000, 50 steps/s, 30 seconds left');
  });

  it('has no estimate before anything is done', () => {
    expect(standingLine(after10s({ done: 0 }))).toBe('0%: 0 of 2,000');
  });

  it('says that nothing comes about, and for how long', () => {
    const movedAt = STARTED_AT + 3_000;
    expect(standingLine(after10s({ movedAt }))).toBe('25%: 500 of 2,000, no success for 7 seconds, trying again');
    const line = standingLine(after10s({ movedAt, trouble: 'stripe: 503' }));
    expect(line).toBe('25%: 500 of 2,000, no success for 7 seconds (stripe: 503), trying again');
  });

  it.each([
    [120, `sending ${'█'.repeat(10)}${'░'.repeat(30)} ${ALL}`],
    [72, `sending ${'█'.repeat(4)}${'░'.repeat(12)} ${ALL}`],
    [60, `sending ${ALL}`],
    [40, '25%: 500 of 2,000, 30 seconds left'],
    [20, '25%: 500 of 2,000, 3'],
  ])('fits a terminal of %i columns', (columns, line) => {
    expect(standingBar('sending', after10s(), columns)).toBe(line);
  });
});
