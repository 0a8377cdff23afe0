import { customerKey } from '../../functions/domain/keys.ts';
import {
  claimItemKey,
  customerItemKey,
  keyPart,
  MAX_TEXT_BYTES,
  paidSort,
  timeText,
  transactionItemKey,
  waitingItemKey,
  waitingShard,
  waitingShards,
} from '../../functions/ledger/keys.ts';
import { aClaim, aVersion } from '../support/ledger-items.ts';

const bytes = (text: string): number => Buffer.byteLength(text);

it('keeps a text of a usual length as it is', () => {
  expect(transactionItemKey('stripe:charge:ch_1')).toEqual({ pk: 'transaction#stripe:charge:ch_1' });
  expect(keyPart('\u20ac'.repeat(255))).toBe('\u20ac'.repeat(255));
});

it('cuts a text that is too long, whole characters only, and tells two such texts apart', () => {
  const [one, other] = ['1', '2'].map((end) => keyPart(`x${'\u{1f600}'.repeat(600)}${end}`));
  expect(one).toMatch(/^x(\u{1f600})+~[0-9a-f]{64}$/u);
  expect(one?.isWellFormed()).toBe(true);
  expect(bytes(one ?? '')).toBeLessThanOrEqual(MAX_TEXT_BYTES);
  expect(one).not.toBe(other);
});

it('lets no text pass for another that was cut', () => {
  const cut = keyPart('x'.repeat(2000));
  expect(keyPart(cut)).not.toBe(cut);
});

it('stays within what DynamoDB takes, whatever the texts', () => {
  const longest = '\u{1f600}'.repeat(5000);
  const key = `stripe:charge:${longest}` as const;
  const { claim } = aClaim(key, '\u20ac'.repeat(255), { version: aVersion({ id: longest }) });
  expect(bytes(customerItemKey(customerKey('\u20ac'.repeat(255))).pk)).toBeLessThanOrEqual(2048);
  expect(bytes(claimItemKey(key, claim).pk)).toBeLessThanOrEqual(2048);
  expect(bytes(claimItemKey(key, claim).sk)).toBeLessThanOrEqual(1024);
  expect(bytes(waitingItemKey(`link:${key}`, key).sk)).toBeLessThanOrEqual(1024);
  expect(bytes(paidSort(0, key))).toBeLessThanOrEqual(1024);
});

it('sorts times as texts, also those of no usual year', () => {
  const times = [-1e15, -62_167_219_200_000, -1, 0, 1, 1780308000000, 253_402_300_799_999, 1e15];
  expect(times.map(timeText).toSorted()).toEqual(times.map(timeText));
  expect(timeText(1780308000000)).toBe('2026-06-01T10:00:00.000Z');
});

it('spreads waiting rows over all shards, each row always to the same', () => {
  const shards = Array.from({ length: 200 }, (_, n) => waitingShard('transactions', `stripe:charge:ch_${n}`));
  expect([...new Set(shards)].sort()).toEqual(waitingShards('transactions'));
  expect(waitingShard('transactions', 'a')).toBe(waitingShard('transactions', 'a'));
});
