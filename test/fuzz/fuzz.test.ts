import { fuzzApi } from './api-routes.ts';
import { bodyOf, fuzz, judge, REFUSED, type Target } from './fuzz.ts';
import { TARGETS } from './targets.ts';

/** A part of what `npm run fuzz` does. */
const CASES = 300;
const SEED = 1;

it.each(TARGETS.map((target) => [target.name, target] as const))('%s reads mutated bodies, or refuses them', (_, target) => {
  expect(target.bodies.map((body) => judge(target, body))).toEqual(target.bodies.map(() => ({ understood: true, problem: undefined })));
  const { failure, read } = fuzz(target, { seed: SEED, cases: CASES });
  expect(failure).toBeUndefined();
  // Mutations that are always refused prove nothing.
  expect(read).toBeGreaterThan(0);
});

it('the API answers mutated bodies with what it promises', async () => {
  expect((await fuzzApi({ seed: SEED, cases: CASES })).failure).toBeUndefined();
});

describe('the fuzz itself', () => {
  const target: Target = { name: 'test', bodies: [Buffer.from('abc')], read: () => REFUSED };
  const failing = (read: Target['read']) => fuzz({ ...target, read }, { seed: 7, cases: 50 }).failure;

  it('makes the same bodies again, and others of another seed', () => {
    expect(bodyOf(target, 7, 3)).toEqual(bodyOf(target, 7, 3));
    expect(bodyOf(target, 8, 3)).not.toEqual(bodyOf(target, 7, 3));
  });

  it('finds an error that is no refusal, and tells the case', () => {
    const failure = failing(() => {
      throw new TypeError('no');
    });
    expect(failure).toMatchObject({ target: 'test', seed: 7, at: 0, problem: expect.stringContaining('TypeError') });
  });

  it('finds a changed prototype', () => {
    const polluted = failing(() => {
      Object.defineProperty(Object.prototype, 'polluted', { value: 1, configurable: true });
      return REFUSED;
    });
    Reflect.deleteProperty(Object.prototype, 'polluted');
    expect(polluted?.problem).toBe('a prototype was changed');
  });

  it('finds a result out of proportion', () => {
    expect(failing(() => 'x'.repeat(100_000))?.problem).toMatch(/made 100002/);
  });
});
