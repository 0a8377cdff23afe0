import { UnreadablePayloadError } from '../../platform/errors.ts';
import { namingEvent, readPayload } from '../../platform/payload.ts';
import type { ReadingSettings } from '../../platform/settings.ts';
import { parseStrictJson } from '../../platform/strict-json.ts';
import type { Parse, ParsedEvent } from '../provider.ts';
import { readCheckout } from './checkout.ts';
import { eventName, eventPayload } from './schema.ts';

/** Reads an event of Chargily Pay v2: a checkout that was paid, failed, was canceled or expired. */
export const parse: Parse = ({ body, settings }) => {
  const payload = parseStrictJson(body);
  return namingEvent(readPayload(eventName, payload), () => readEvent(payload, settings));
};

const readEvent = (payload: unknown, settings: ReadingSettings): ParsedEvent => {
  const { id, type, livemode, created_at } = readPayload(eventPayload, payload);
  const occurredAt = created_at ?? null;
  const event = { eventId: id, type, occurredAt };
  if (!CHECKOUT_EVENTS.has(type)) return { ...event, ledgerEvents: [], ignored: 'tells the ledger nothing' };
  if (livemode === false && settings.testMode === 'ignore') return { ...event, ledgerEvents: [], ignored: 'test mode' };
  if (occurredAt === null) throw new UnreadablePayloadError('The event has no created_at');
  return { ...event, ...readCheckout({ id, type, occurredAt }, payload) };
};

const CHECKOUT_EVENTS: ReadonlySet<string> = new Set(['checkout.paid', 'checkout.failed', 'checkout.canceled', 'checkout.expired']);
