import { isDeepStrictEqual } from 'node:util';
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
export const expectLawful = (provider: Provider, parsed: ParsedEvent): void => expect(brokenLaws(provider, parsed)).toEqual([]);

/** The laws that a reading breaks, in words. */
export const brokenLaws = ({ id }: Provider, parsed: ParsedEvent): readonly string[] => {
  const { eventId, type, ledgerEvents, ignored } = parsed;
  const names = ledgerEvents.flatMap(namesIn).filter((name) => !new RegExp(`^${id}:[a-z_]+:.`).test(name));
  return [
    ...[keyProblem(eventId)].filter((problem) => problem !== undefined).map((problem) => `the event id ${problem}`),
    ...(type === '' ? ['the type is empty'] : []),
    ...((ignored !== undefined) === (ledgerEvents.length === 0) ? [] : ['it is ignored exactly when it has no ledger events']),
    ...(isDeepStrictEqual(JSON.parse(JSON.stringify(parsed)), parsed) ? [] : ['it does not come back from JSON']),
    ...leavesOf(parsed).flatMap((leaf) => lawOf(leaf) ?? []),
    ...(ledgerEvents.every(({ version }) => version.id === eventId) ? [] : ['a version is not of this event']),
    // Readings are hashed by the processor, when they are complete.
    ...(ledgerEvents.some(({ version }) => 'hash' in version) ? ['a version has a hash already'] : []),
    ...names.map((name) => `${name} is no key of ${id}`),
  ];
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
