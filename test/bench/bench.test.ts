import { readFileSync } from 'node:fs';
import { pageOf } from './page.ts';
import { readResults } from './results.ts';
import { SECTIONS } from './sections.ts';
import { ratioText, spreadOf, spreadText } from './stats.ts';

describe('the page', () => {
  it('is what the sections found last', () => {
    expect(readFileSync('docs/performance.md', 'utf8')).toBe(pageOf(SECTIONS, readResults()));
  });

  it('shows every section, and nothing of one that is gone', () => {
    expect(Object.keys(readResults()).sort()).toEqual(SECTIONS.map(({ id }) => id).sort());
  });
});

describe('a spread', () => {
  it('is minimum, median and maximum', () => {
    expect(spreadOf([3, 1, 2])).toEqual({ min: 1, median: 2, max: 3 });
    expect(spreadOf([4, 1, 3, 2])).toEqual({ min: 1, median: 2.5, max: 4 });
    expect(() => spreadOf([])).toThrow(RangeError);
  });

  it('reads as a median with its range, and a ratio of medians', () => {
    expect(spreadText({ min: 1, median: 2.25, max: 3 })).toBe('2.3 (1.0 – 3.0)');
    expect(ratioText({ min: 1, median: 2, max: 3 }, { min: 1, median: 4, max: 9 })).toBe('0.50');
  });
});
