import { createHash } from 'node:crypto';
import type { ProviderId } from '../../functions/domain/keys.ts';

/**
 * Where each provider writes the ids of an event and of what it is about: payments, refunds, disputes, subscriptions, invoices, and
 * whatever refers to them. Not those of customers and plans, so that sample events belong to the same people. A match is the id.
 */
const IDS: Readonly<Record<ProviderId, RegExp>> = {
  stripe: /\b(?:evt|ch|pi|pr|txn|re|du|in|inpay|sub|si)_(?:test_)?(?=[A-Za-z]*\d)[A-Za-z0-9]{8,}/g,
  // Subscriptions may have any id, invoices have numbers: only their fields tell them.
  chargebee:
    /\b(?:ev|txn|li|cb)_\w{8,}|(?<="subscription":\s*\{\s*"id":\s*"|"subscription_id":\s*")[^"]+|(?<="invoice":\s*\{\s*"id":\s*"|"(?:cn_reference_)?invoice_id":\s*"|"cn_id":\s*"CN-)\d+/g,
  // Notifications about an account have no id and no time at all: another address makes them other events.
  recurly: /\b[0-9a-f]{32}\b|(?<="id":\s*")\w+|(?<=<invoice_number type="integer">)\d+|(?<=<email>)\w+(?=@)/g,
  // No zeros: test events of Chargify's panel write one for what they are not about.
  chargify:
    /(?<=(?:^id|(?:(?:refund|payment|event|statement|subscription|transaction|invoice)_id|(?:transaction|subscription|allocation|statement|(?:transactions|events)(?:\]|%5D)(?:\[|%5B)\d+)(?:\]|%5D)(?:\[|%5B)id)(?:\]|%5D))=)[1-9]\d*/g,
  chargily: /(?<="id":\s*"|\/checkouts\\?\/)\w+/g,
};

/** The body with other ids of the same shape. The same seed turns the same id into the same other one, in whatever body it stands. */
export const withFreshIds = (body: string, { provider, seed }: { readonly provider: ProviderId; readonly seed: string }): string =>
  body.replace(IDS[provider], (id) => freshId(id, seed));

const DIGITS = '0123456789';
const SMALL = 'abcdefghijklmnopqrstuvwxyz';
const HEX = '0123456789abcdef';
/** A short number becomes one of so many digits, because two seeds would soon meet. */
const FEWEST_DIGITS = 9;

/** An id of the same shape. */
export const freshId = (id: string, seed: string): string => {
  const random = createHash('sha512').update(`${seed}\n${id}`).digest();
  const letters = /^\d+$/.test(id) ? id.padEnd(FEWEST_DIGITS, '0') : id;
  // A number keeps its first digit: it would be a shorter one with a zero there.
  const kept = /^(?:\d(?=\d*$)|([a-z]+_)*)/.exec(letters)?.[0] ?? '';
  const alphabetOf = /^[0-9a-f]{32}$/.test(id) ? () => HEX : alphabetOfLetter;
  const fresh = [...letters.slice(kept.length)].map((letter, at) => {
    const alphabet = alphabetOf(letter);
    return alphabet[(random[at % random.length] ?? 0) % alphabet.length] ?? letter;
  });
  return `${kept}${fresh.join('')}`;
};

/** What is neither digit nor letter stays. */
const alphabetOfLetter = (letter: string): string => {
  if (DIGITS.includes(letter)) return DIGITS;
  if (SMALL.includes(letter)) return SMALL;
  return /[A-Z]/.test(letter) ? SMALL.toUpperCase() : letter;
};
