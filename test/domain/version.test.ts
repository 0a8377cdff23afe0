import { compareIds, compareVersions, newerOf, olderOf, type Version } from '../../functions/domain/version.ts';
import { version } from '../support/ledger-events.ts';

/** From oldest to newest. */
const IDS = [
  '0',
  '00',
  '01',
  '1',
  '9',
  '010',
  '10',
  '99',
  '100',
  '12345678901234567890',
  '12345678901234567891',
  '1a',
  'a1',
  'aa1',
  'b',
  'evt_1',
];
const VERSIONS: readonly Version[] = [
  version(1, 'evt_z', 2),
  version(2, 'evt_z', 0),
  version(2, '9', 1),
  version(2, '10', 1),
  version(2, 'evt_a', 1),
  { ...version(2, 'evt_a', 1), hash: 'a' },
  { ...version(2, 'evt_a', 1), hash: 'b' },
  version(2, 'evt_a', 2),
];

/** The order of each two, told by where they stand. */
const expectOrder = <T>(ordered: readonly T[], compare: (a: T, b: T) => number): void => {
  for (const [i, a] of ordered.entries()) {
    for (const [j, b] of ordered.entries()) expect([a, b, Math.sign(compare(a, b))]).toEqual([a, b, Math.sign(i - j)]);
  }
};

describe('a version', () => {
  it('is newer by time, then by rank, then by id, then by the hash of what was read', () => expectOrder(VERSIONS, compareVersions));

  it('is the newer or the older of two, wherever it stands', () => {
    const [older, newer] = [version(1), version(2)];
    expect([newerOf(older, newer), newerOf(newer, older)]).toEqual([newer, newer]);
    expect([olderOf(older, newer), olderOf(newer, older)]).toEqual([older, older]);
  });
});

describe('the ids of events', () => {
  it('compare as numbers when they are digits, and stand before all others', () => expectOrder(IDS, compareIds));
});
