import { UnreadablePayloadError } from '../../platform/errors.ts';
import { namingEvent, readPayload } from '../../platform/payload.ts';
import { parseStrictJson } from '../../platform/strict-json.ts';
import type { Parse, ParsedEvent } from '../provider.ts';
import { readCustomer } from './customer.ts';
import type { ContentReader } from './event.ts';
import { eventName, eventPayload } from './schema.ts';
import { readSubscription } from './subscription.ts';
import { readTransaction } from './transaction.ts';

/** Reads an event of Chargebee's API v2. Nothing in it tells test from live: a test site is another account with its own webhook. */
export const parse: Parse = ({ body }) => {
  const payload = parseStrictJson(body);
  return namingEvent(readPayload(eventName, payload), () => readEvent(payload));
};

const readEvent = (payload: unknown): ParsedEvent => {
  const { id, event_type: type, occurred_at, api_version } = readPayload(eventPayload, payload);
  const occurredAt = occurred_at ?? null;
  const event = { eventId: id, type, occurredAt };
  if (api_version === 'v1') return { ...event, ledgerEvents: [], ignored: 'API version v1' };
  const readContent = readerOf(type);
  if (readContent === undefined) return { ...event, ledgerEvents: [], ignored: 'tells the ledger nothing' };
  if (occurredAt === null) throw new UnreadablePayloadError('The event has no occurred_at');
  const { unknownWords, ...reading } = readContent({ id, type, occurredAt }, payload);
  return { ...event, ...reading, ...(unknownWords.length > 0 && { unknownWords }) };
};

const readerOf = (type: string): ContentReader | undefined => (type.startsWith('subscription_') ? readSubscription : READERS.get(type));

const READERS: ReadonlyMap<string, ContentReader> = new Map([
  ['customer_created', readCustomer],
  ['customer_changed', readCustomer],
  ['payment_succeeded', readTransaction],
  ['payment_failed', readTransaction],
  ['payment_refunded', readTransaction],
  ['transaction_updated', readTransaction],
  ['transaction_deleted', readTransaction],
]);
