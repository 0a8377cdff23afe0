import { type Claim, claimInForce, claimsUpTo, claimTargets, contestedFrom, isSameClaim, LATEST } from '../../functions/domain/claims.ts';
import { aClaim, anEventClaim, aTime } from '../support/any-claims.ts';
import { fc } from '../support/properties.ts';

const RUNS = { numRuns: 500 };

/** As a ledger has them: none twice. */
const distinct = (claims: readonly Claim[]): readonly Claim[] =>
  claims.filter((claim, at) => claims.findIndex((other) => isSameClaim(claim, other)) === at);

const history = fc.array(aClaim, { maxLength: 25 }).map(distinct);

const boundedBy = (claims: readonly Claim[], upTo: number | Claim): readonly Claim[] =>
  claimsUpTo(
    claims.map((claim) => ({ claim })),
    upTo,
  ).map(({ claim }) => claim);

const others = (claims: readonly Claim[], own: Claim): readonly Claim[] => claims.filter((claim) => !isSameClaim(claim, own));

describe('the claims up to a place in their order', () => {
  it('say whose the key was at a time, as all claims do', () => {
    return fc.assert(
      fc.property(history, aTime, (claims, at) => expect(claimInForce(boundedBy(claims, at), at)).toBe(claimInForce(claims, at))),
      RUNS,
    );
  });

  it('have every target, whatever the place', () => {
    return fc.assert(
      fc.property(history, fc.oneof(aTime, aClaim, fc.constant(LATEST)), (claims, upTo) =>
        expect(claimTargets(boundedBy(claims, upTo))).toEqual(claimTargets(claims)),
      ),
      RUNS,
    );
  });

  it('say whether a claim of an event is there, and from when on it contests others', () => {
    return fc.assert(
      fc.property(history, anEventClaim, (claims, own) => {
        const bounded = boundedBy(claims, own);
        expect(bounded.some((claim) => isSameClaim(claim, own))).toBe(claims.some((claim) => isSameClaim(claim, own)));
        expect(contestedFrom(own, others(bounded, own))).toBe(contestedFrom(own, others(claims, own)));
      }),
      RUNS,
    );
  });

  it('say of each claim that is there from when on it contests others, of those of the team at any place', () => {
    return fc.assert(
      fc.property(history, (claims) => {
        for (const own of claims) {
          const bounded = boundedBy(claims, own.by === 'team' ? LATEST : own);
          expect(bounded.some((claim) => isSameClaim(claim, own))).toBe(true);
          expect(contestedFrom(own, others(bounded, own))).toBe(contestedFrom(own, others(claims, own)));
        }
      }),
      RUNS,
    );
  });

  it('are two of each target at most, beside those of the team', () => {
    return fc.assert(
      fc.property(history, aTime, (claims, at) => {
        const ofEvents = boundedBy(claims, at).filter(({ by }) => by === 'event');
        for (const target of claimTargets(ofEvents)) expect(ofEvents.filter((claim) => claim.target === target).length).toBeLessThan(3);
      }),
      RUNS,
    );
  });
});
