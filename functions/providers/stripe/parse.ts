import type * as z from 'zod';
import { RANK, type Rank, type Version } from '../../domain/version.ts';
import { UnreadablePayloadError } from '../../platform/errors.ts';
import { namingEvent, readPayload } from '../../platform/payload.ts';
import type { ReadingSettings } from '../../platform/settings.ts';
import { parseStrictJson } from '../../platform/strict-json.ts';
import type { Parse } from '../provider.ts';
import { readCharge } from './charge.ts';
import { readCustomer } from './customer.ts';
import { readDispute } from './dispute.ts';
import { ignored, type Reader, type Reading } from './event.ts';
import { readInvoice, readInvoicePayment } from './invoice.ts';
import { readRefund } from './refund.ts';
import { headSchema, nameSchema } from './schema.ts';
import type { EventToTick } from './set-up.ts';
import { readSubscription } from './subscription.ts';

type Handled = { readonly read: Reader; readonly rank: Rank };
const created = (read: Reader): Handled => ({ read, rank: RANK.created });
const updated = (read: Reader): Handled => ({ read, rank: RANK.updated });
const closed = (read: Reader): Handled => ({ read, rank: RANK.closed });

/** Every event type that means something to the ledger. */
const HANDLED: ReadonlyMap<string, Handled> = new Map<EventToTick, Handled>([
  ['customer.created', created(readCustomer)],
  ['customer.updated', updated(readCustomer)],
  ['charge.succeeded', created(readCharge)],
  ['charge.pending', created(readCharge)],
  ['charge.failed', updated(readCharge)],
  ['charge.captured', updated(readCharge)],
  ['charge.updated', updated(readCharge)],
  ['charge.refunded', updated(readCharge)],
  ['charge.expired', closed(readCharge)],
  ['invoice.paid', updated(readInvoice)],
  ['invoice.payment_succeeded', updated(readInvoice)],
  ['invoice_payment.paid', updated(readInvoicePayment)],
  ['refund.created', created(readRefund)],
  ['refund.updated', updated(readRefund)],
  ['refund.failed', updated(readRefund)],
  ['charge.refund.updated', updated(readRefund)],
  ['charge.dispute.created', created(readDispute)],
  ['charge.dispute.updated', updated(readDispute)],
  ['charge.dispute.funds_withdrawn', updated(readDispute)],
  ['charge.dispute.funds_reinstated', updated(readDispute)],
  ['charge.dispute.closed', closed(readDispute)],
  ['customer.subscription.created', created(readSubscription)],
  ['customer.subscription.updated', updated(readSubscription)],
  ['customer.subscription.paused', updated(readSubscription)],
  ['customer.subscription.resumed', updated(readSubscription)],
  ['customer.subscription.deleted', closed(readSubscription)],
]);

/** Reads a snapshot event of any API version. Throws `UnreadablePayloadError`, with the event's id and type where they can be read. */
export const parse: Parse = ({ body, settings }) => {
  const event = parseStrictJson(body);
  const { id, type } = nameSchema.parse(event);
  return namingEvent({ eventId: id, eventType: type }, () => {
    const head = readPayload(headSchema, event);
    return { eventId: head.id, type: head.type, occurredAt: head.created, ...readingOf(event, head, settings) };
  });
};

type Head = z.output<typeof headSchema>;

const readingOf = (event: unknown, head: Head, settings: ReadingSettings): Reading => {
  const handled = HANDLED.get(head.type);
  if (head.object === 'v2.core.event') return ignored('thin event');
  if (settings.testMode === 'ignore' && isTest(head)) return ignored('test mode');
  if (handled === undefined) return ignored('means nothing to the ledger');
  if (head.created === null) throw new UnreadablePayloadError('created is no time in seconds');
  const version: Version = { at: head.created, rank: handled.rank, id: head.id };
  return handled.read(event, { type: head.type, version, beforeBasil: isBeforeBasil(head.api_version), settings });
};

/** The flag as text means what it says. */
const isTest = ({ livemode }: Head): boolean => livemode === false || livemode === 'false';

/** API versions begin with their date; an event without one is as old as can be. */
const isBeforeBasil = (apiVersion: string | null): boolean => {
  const date = apiVersion?.match(/^\d{4}-\d{2}-\d{2}/)?.[0];
  return date === undefined || date < '2025-03-31';
};
