import { type Claim, isSameClaim } from '../../functions/domain/claims.ts';
import { compareText, compareVersions } from '../../functions/domain/version.ts';
import { afterGroup, claimGroup, claimSort, lastInGroup } from '../../functions/ledger/keys.ts';
import { compareBytes } from '../../functions/ledger/memory/pages.ts';
import { aClaim, anEventClaim, aTime, twoOfOneTarget } from '../support/any-claims.ts';
import { fc } from '../support/properties.ts';

const RUNS = { numRuns: 1_000 };

const startOf = ({ from }: Claim): number => from ?? Number.NEGATIVE_INFINITY;
const compareInTime = (a: Claim, b: Claim): number =>
  startOf(a) === startOf(b) ? compareVersions(a.version, b.version) : startOf(a) < startOf(b) ? -1 : 1;
const groupOf = (claim: Claim): string => claimGroup(claimSort(claim)) ?? '';

describe('the sort key of a claim', () => {
  it('is one for one claim', () => {
    return fc.assert(
      fc.property(fc.oneof(twoOfOneTarget, fc.tuple(aClaim, aClaim)), ([a, b]) =>
        expect(claimSort(a) === claimSort(b)).toBe(isSameClaim(a, b)),
      ),
      RUNS,
    );
  });

  it('orders the claims of a target as they are ordered in time, and as their bytes', () => {
    return fc.assert(
      fc.property(twoOfOneTarget, ([a, b]) => {
        expect(Math.sign(compareText(claimSort(a), claimSort(b)))).toBe(Math.sign(compareInTime(a, b)));
        expect(Math.sign(compareBytes(claimSort(a), claimSort(b)))).toBe(Math.sign(compareInTime(a, b)));
      }),
      RUNS,
    );
  });

  it('keeps the claims of each target together, and those of the team apart', () => {
    return fc.assert(
      fc.property(anEventClaim, anEventClaim, (a, b) => {
        expect(groupOf(a) === groupOf(b)).toBe(a.target === b.target);
        expect(claimSort(b) > groupOf(a) && claimSort(b) < afterGroup(groupOf(a))).toBe(a.target === b.target);
        expect(claimGroup(claimSort({ ...b, by: 'team' }))).toBeUndefined();
      }),
      RUNS,
    );
  });

  it('tells which claims of a target are up to a time or to a claim', () => {
    return fc.assert(
      fc.property(twoOfOneTarget, aTime, anEventClaim, ([a, b], at, { target }) => {
        expect(claimSort(a) <= lastInGroup(groupOf(a), at)).toBe(startOf(a) <= at);
        expect(claimSort(a) <= lastInGroup(groupOf(a), { ...b, target })).toBe(compareInTime(a, b) <= 0);
      }),
      RUNS,
    );
  });

  it('is the end of what is up to the claim itself also where its id is longer than a key may be', () => {
    return fc.assert(
      fc.property(anEventClaim, fc.integer({ min: 200, max: 2_000 }), (a, length) => {
        const long = { ...a, version: { ...a.version, id: '\u20ac'.repeat(length) } };
        expect(claimSort(long)).toBe(lastInGroup(groupOf(long), long));
      }),
    );
  });
});
