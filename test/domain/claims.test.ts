import { type Claim, claimInForce, claimsUpTo, claimTargets, contestedFrom, isSameClaim, LATEST } from '../../functions/domain/claims.ts';
import { customerKey } from '../../functions/domain/keys.ts';
import { at, version } from '../support/ledger-events.ts';

const claim = (target: string, second: number | null, over: Partial<Claim> = {}): Claim => ({
  target: customerKey(target),
  from: second === null ? null : at(second),
  by: 'event',
  version: version(second ?? 0, `evt_${target}_${second}`),
  ...over,
});

describe('the claim in force', () => {
  it('is none without claims', () => {
    expect(claimInForce([], at(1))).toBeUndefined();
  });

  it('is the newest one up to that time, when a link moves there and back', () => {
    const claims = [claim('globex', 20), claim('acme', 10), claim('acme', 30)];
    expect([15, 25, 35].map((second) => claimInForce(claims, at(second)))).toEqual(['acme', 'globex', 'acme']);
  });

  it('is the first one for what is older than all', () => {
    expect(claimInForce([claim('globex', 20), claim('acme', 10)], at(1))).toBe('acme');
  });

  it('is decided by the version among claims of one time', () => {
    const claims = [claim('acme', 10, { version: version(10, 'evt_2') }), claim('globex', 10, { version: version(10, 'evt_1') })];
    expect(claimInForce(claims, at(10))).toBe('acme');
    expect(claimInForce([...claims].reverse(), at(10))).toBe('acme');
  });

  it('is the one that began last, whichever was told last', () => {
    const claims = [claim('acme', 10, { version: version(30) }), claim('globex', 20, { version: version(20) })];
    expect(claimInForce(claims, at(25))).toBe('globex');
    expect(claimInForce([...claims].reverse(), at(25))).toBe('globex');
  });

  it('is decided by the target among claims of one version', () => {
    const claims = [claim('globex', 10, { version: version(10) }), claim('acme', 10, { version: version(10) })];
    expect(claimInForce(claims, at(10))).toBe('globex');
    expect(claimInForce([...claims].reverse(), at(10))).toBe('globex');
  });

  it('is the word of the team before that of any event, from when the team said', () => {
    const claims = [claim('acme', 10), claim('initech', 20, { by: 'team' }), claim('globex', 30)];
    expect([15, 25, 35].map((second) => claimInForce(claims, at(second)))).toEqual(['acme', 'initech', 'initech']);
  });

  it('holds for all times when it has no beginning, several of them included', () => {
    const claims = [claim('acme', null, { version: version(1) }), claim('globex', null, { version: version(2) })];
    expect(claimInForce(claims, at(-1000))).toBe('globex');
    expect(claimInForce([...claims].reverse(), at(-1000))).toBe('globex');
  });

  it('tells all its targets, each once', () => {
    expect(claimTargets([claim('globex', 1), claim('acme', 2), claim('globex', 3)])).toEqual(['acme', 'globex']);
  });
});

describe('payments may have to change hands because of a claim', () => {
  const [first, second] = [claim('acme', 10), claim('globex', 20)];

  it('never, while the provider key has one target', () => {
    expect(contestedFrom(first, [])).toBeUndefined();
    expect(contestedFrom(claim('acme', 20), [first])).toBeUndefined();
  });

  it('from the time of the claim on, when another was in force before', () => {
    expect(contestedFrom(second, [first])).toBe(at(20));
    expect(contestedFrom(second, [first, claim('acme', 30)])).toBe(at(20));
  });

  it('at all times, when it is the first of all, alone or not', () => {
    expect(contestedFrom(first, [second])).toBeNull();
    expect(contestedFrom(claim('globex', 10), [first])).toBeNull();
    expect(contestedFrom(claim('globex', null), [first])).toBeNull();
  });
});

describe('two claims are one', () => {
  const [ofEvent, ofTeam] = [claim('acme', 10), claim('acme', 10, { by: 'team' })];

  it('of an event, when customer, time and version are', () => {
    expect(isSameClaim(ofEvent, claim('acme', 10))).toBe(true);
    expect(isSameClaim(ofEvent, { ...ofEvent, target: customerKey('globex') })).toBe(false);
    expect(isSameClaim(ofEvent, { ...ofEvent, from: at(11) })).toBe(false);
    expect(isSameClaim(ofEvent, { ...ofEvent, version: version(10, 'evt_2') })).toBe(false);
  });

  it('of the team, when the time is', () => {
    expect(isSameClaim(ofTeam, { ...ofTeam, target: customerKey('globex'), version: version(99) })).toBe(true);
    expect(isSameClaim(ofTeam, { ...ofTeam, from: null })).toBe(false);
    expect(isSameClaim(ofTeam, ofEvent)).toBe(false);
  });
});

describe('the claims up to a place in their order', () => {
  const [a10, a20, a30, g15, g40] = [claim('acme', 10), claim('acme', 20), claim('acme', 30), claim('globex', 15), claim('globex', 40)];
  const [t5, t50] = [claim('acme', 5, { by: 'team' }), claim('acme', 50, { by: 'team' })];
  const upTo = (place: number | Claim) =>
    claimsUpTo(
      [t50, a30, g40, a10, a20, g15, t5].map((item) => ({ claim: item })),
      place,
    ).map(({ claim: item }) => item);

  it('are the first and the last of each customer up to a time, that time included, and all of the team', () => {
    expect(upTo(at(20))).toEqual([t50, a10, a20, g15, t5]);
    expect(upTo(at(19))).toEqual([t50, a10, g15, t5]);
    expect(upTo(at(1))).toEqual([t50, a10, g15, t5]);
    expect(upTo(LATEST)).toEqual([t50, a30, g40, a10, g15, t5]);
  });

  it('end with a claim that is there, and where one would be that is not', () => {
    expect(upTo(a20)).toEqual([t50, a10, a20, g15, t5]);
    expect(upTo({ ...a20, version: version(20, 'evt_a') })).toEqual([t50, a10, g15, t5]);
    expect(upTo({ ...a20, version: version(20, 'evt_z') })).toEqual([t50, a10, a20, g15, t5]);
  });
});
