import { canonicalJson, sameJson } from '../../functions/domain/canonical-json.ts';
import {
  compareJson,
  earliest,
  joinOptional,
  joinRecords,
  joinSets,
  known,
  maximum,
  minimum,
  newest,
} from '../../functions/domain/join.ts';
import { version } from '../support/ledger-events.ts';

const told = (value: string, second: number) => ({ value, version: version(second, 'evt_1') });

describe('a dated value', () => {
  it('is the newest, or the earliest, by its version', () => {
    const [first, second] = [told('z', 1), told('a', 2)];
    expect([newest(first, second), newest(second, first)]).toEqual([second, second]);
    expect([earliest(first, second), earliest(second, first)]).toEqual([first, first]);
  });

  it('is decided by the value when one event tells two', () => {
    const [a, b] = [told('a', 1), told('b', 1)];
    expect([newest(a, b), newest(b, a)]).toEqual([b, b]);
    expect([earliest(a, b), earliest(b, a)]).toEqual([a, a]);
  });
});

describe('what only one side knows', () => {
  it('holds, and what both know is joined', () => {
    const larger = joinOptional(maximum);
    expect([larger(undefined, undefined), larger(1, undefined), larger(undefined, 2), larger(3, 2)]).toEqual([undefined, 1, 2, 3]);
  });
});

describe('records', () => {
  it('are joined key by key, and come out sorted', () => {
    const joined = joinRecords(minimum)({ c: 1, b: 5 }, { b: 3, a: 2 });
    expect(Object.entries(joined)).toEqual([
      ['a', 2],
      ['b', 3],
      ['c', 1],
    ]);
  });

  it('hold what is called like a method of every object', () => {
    expect(joinRecords(minimum)({ toString: 4 }, { valueOf: 5 })).toEqual({ toString: 4, valueOf: 5 });
  });
});

describe('sets', () => {
  it('are joined with each member once, sorted', () => expect(joinSets(['c', 'a'], ['b', 'a'])).toEqual(['a', 'b', 'c']));
});

describe('known fields', () => {
  it('leave out what is undefined, and nothing else', () => {
    expect(Object.entries(known({ a: undefined, b: null, c: 0, d: '' }))).toEqual([
      ['b', null],
      ['c', 0],
      ['d', ''],
    ]);
  });
});

describe('canonical JSON', () => {
  it('has the fields of every object in order, and lists as they are', () => {
    expect(canonicalJson({ b: [3, { d: 1, c: null }], a: 'x' })).toBe('{"a":"x","b":[3,{"c":null,"d":1}]}');
  });

  it('makes values the same whatever the order of their fields', () => {
    expect(sameJson({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true);
    expect(sameJson([1, 2], [2, 1])).toBe(false);
  });

  it('has an order of its own', () => {
    expect([compareJson('a', 'b'), compareJson('b', 'a'), compareJson({ a: 1, b: 2 }, { b: 2, a: 1 })]).toEqual([-1, 1, 0]);
  });
});
