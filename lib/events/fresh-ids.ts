import { createHash } from 'node:crypto';
import type { ProviderId } from '../../functions/domain/keys.ts';

/**
 * Where each provider writes the ids of an event and of what it is about: payments, refunds, disputes, subscriptions, invoices. Not
 * those of customers and plans, so that sample events belong to the same people. A group is the id.
 */
const IDS: Readonly<Record<ProviderId, RegExp>> = {
  stripe: /\b((?:evt|ch|pi|txn|re|du|in|inpay|sub|si)_(?:test_)?(?=[A-Za-z]*\d)[A-Za-z0-9]{8,})/g,
  chargebee: /"(?:subscription_)?id":\s*"((?:(?:ev|txn|li)_|16CQ)\w{8,})"/g,
  // Notifications about an account have no id and no time at all: another address makes them other events.
  recurly: /\b([0-9a-f]{32})\b|"id":\s*"(\w+)"|<email>(\w+)@/g,
  chargify:
    /(?:^id|(?:refund_id|payment_id|event_id|statement_id|(?:transaction|subscription|allocation|statement)(?:\]|%5D)(?:\[|%5B)id)(?:\]|%5D))=(\d+)/g,
  chargily: /"id":\s*"(\w+)"/g,
};

/** The body with other ids of the same shape. The same seed turns the same id into the same other one, in whatever body it stands. */
export const withFreshIds = (body: string, { provider, seed }: { readonly provider: ProviderId; readonly seed: string }): string => {
  const ids = new Set([...body.matchAll(IDS[provider])].flatMap((match) => match.slice(1).filter((id) => id !== undefined)));
  // Wherever it stands: an id is told again in links and in the objects around.
  return [...ids].reduce((text, id) => text.replace(new RegExp(`\\b${id}\\b`, 'g'), freshId(id, seed)), body);
};

const DIGITS = '0123456789';
const SMALL = 'abcdefghijklmnopqrstuvwxyz';
const HEX = '0123456789abcdef';

/** An id of the same shape. */
export const freshId = (id: string, seed: string): string => {
  const random = createHash('sha512').update(`${seed}\n${id}`).digest();
  const prefix = /^([a-z]+_)*/.exec(id)?.[0] ?? '';
  const alphabetOf = /^[0-9a-f]{32}$/.test(id) ? () => HEX : alphabetOfLetter;
  const fresh = [...id.slice(prefix.length)].map((letter, at) => {
    const alphabet = alphabetOf(letter);
    return alphabet[(random[at % random.length] ?? 0) % alphabet.length] ?? letter;
  });
  // A number keeps its first digit: it would be a shorter one with a zero there.
  return `${prefix}${/^\d+$/.test(id) ? [id[0], ...fresh.slice(1)].join('') : fresh.join('')}`;
};

const alphabetOfLetter = (letter: string): string => {
  if (DIGITS.includes(letter)) return DIGITS;
  return SMALL.includes(letter) ? SMALL : SMALL.toUpperCase();
};
