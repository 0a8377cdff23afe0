import type { Claim } from '../../functions/domain/claims.ts';
import { customerKey } from '../../functions/domain/keys.ts';
import { RANK } from '../../functions/domain/version.ts';
import { fc } from './properties.ts';

/* Random claims of one provider key: few values of each kind, so that ties and repeats are common, and odd ones among them. */

const TARGETS = ['acme', 'globex', 'a', 'a#1', 'a#', '#', '~', '\u{1f600}', '\ufffd'].map(customerKey);
const IDS = ['9', '10', '010', '0', '00', '1a', 'evt_a', 'evt_b', 'evt_b!', 'evt_b#', 'e ', 'e', 'e~', '\ue000', '\u{1f600}', '\u00e9', ''];
const HASHES = ['', 'a', 'a-', 'aB', undefined];

/** Seconds around the beginning of time, and beyond it. */
export const aTime = fc.constantFrom(-2_000, -1, 0, 1, 10, 2_000, 1_780_308_000_000);

const version = fc
  .record({ at: aTime, rank: fc.constantFrom(...Object.values(RANK)), id: fc.constantFrom(...IDS), hash: fc.constantFrom(...HASHES) })
  .map(({ hash, ...rest }) => (hash === undefined ? rest : { ...rest, hash }));

const claim = (by: Claim['by'], targets: readonly Claim['target'][]): fc.Arbitrary<Claim> =>
  fc.record({ target: fc.constantFrom(...targets), from: fc.option(aTime), by: fc.constant(by), version });

export const anEventClaim = claim('event', TARGETS);

/** Two claims for one target that are alike as far as to some field, so that each of them decides often. */
export const twoOfOneTarget = fc
  .record({ a: anEventClaim, b: anEventClaim, alike: fc.integer({ min: 0, max: 4 }) })
  .map(({ a, b, alike }): readonly [Claim, Claim] => {
    const version = {
      ...b.version,
      ...(alike > 1 ? { at: a.version.at } : {}),
      ...(alike > 2 ? { rank: a.version.rank } : {}),
      ...(alike > 3 ? { id: a.version.id } : {}),
    };
    return [a, { ...b, target: a.target, from: alike > 0 ? a.from : b.from, version }];
  });

/** Most by events. */
export const aClaim = fc.oneof({ arbitrary: claim('team', TARGETS), weight: 1 }, { arbitrary: anEventClaim, weight: 6 });
