import { keyProblem } from '../../../functions/domain/keys.ts';
import { UnreadablePayloadError } from '../../../functions/platform/errors.ts';
import type { ParsedEvent, ParseInput, Provider } from '../../../functions/providers/provider.ts';

/** The reading of a body, undefined when it is unreadable. Any other error is thrown on. */
export const readOrUnreadable = ({ parse }: Provider, input: ParseInput): ParsedEvent | undefined => {
  try {
    return parse(input);
  } catch (error) {
    if (error instanceof UnreadablePayloadError) return undefined;
    throw error;
  }
};

/** What holds for every reading of every body: the core and the stores rely on it. */
export const expectLawful = ({ id }: Provider, parsed: ParsedEvent): void => {
  const { eventId, type, ledgerEvents, ignored } = parsed;
  expect(keyProblem(eventId)).toBeUndefined();
  expect(type).not.toBe('');
  expect(ignored !== undefined).toBe(ledgerEvents.length === 0);
  expect(JSON.parse(JSON.stringify(parsed))).toStrictEqual(parsed);
  for (const leaf of leavesOf(parsed)) expect(lawOf(leaf)).toBeUndefined();
  for (const { version } of ledgerEvents) expect(version.id).toBe(eventId);
  // Readings are hashed by the processor, when they are complete.
  for (const { version } of ledgerEvents) expect(version).not.toHaveProperty('hash');
  for (const name of ledgerEvents.flatMap(namesIn)) expect(name).toMatch(new RegExp(`^${id}:[a-z_]+:.`));
};

/** The law that a text or number breaks. No store keeps an empty key or a lone surrogate; no amount or time is ever rounded. */
const lawOf = (leaf: unknown): string | undefined => {
  if (typeof leaf === 'number' && !Number.isSafeInteger(leaf)) return `${leaf} is no safe integer`;
  if (leaf === '') return 'a text is empty';
  if (typeof leaf === 'string' && !leaf.isWellFormed()) return 'a text has a lone surrogate';
  return undefined;
};

const leavesOf = (value: unknown): readonly unknown[] =>
  typeof value === 'object' && value !== null ? Object.entries(value).flat().flatMap(leavesOf) : [value];

/** The provider keys that a ledger event names. */
const namesIn = (event: ParsedEvent['ledgerEvents'][number]): readonly string[] => {
  switch (event.kind) {
    case 'customer':
      return event.links;
    case 'payment':
      return [event.key, ...event.candidates.links, ...(event.standsFor ?? [])];
    case 'subscription':
      return [event.key, ...event.candidates.links];
    case 'alias':
      return [event.ref, event.transaction];
    case 'refund':
    case 'refund_figure':
    case 'dispute':
      return 'transaction' in event.target ? [event.target.transaction] : [event.target.item, ...event.target.refs];
    default:
      return event satisfies never;
  }
};
