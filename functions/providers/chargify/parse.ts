import { UnreadablePayloadError } from '../../platform/errors.ts';
import { namingEvent } from '../../platform/payload.ts';
import type { ReadingSettings } from '../../platform/settings.ts';
import type { Parse } from '../provider.ts';
import { readAllocation } from './allocation.ts';
import { readCustomer } from './customer.ts';
import { readFields } from './fields.ts';
import { type Form, readForm } from './form.ts';
import { readPayment } from './payment.ts';
import { type EventContext, ignored, PANEL_TEST, type Reader, type Reading } from './reading.ts';
import { readRefund } from './refund.ts';
import * as schema from './schema.ts';
import type { EventToTick } from './set-up.ts';
import { readSubscription } from './subscription.ts';

/** Who reads which event. A renewal is a fact of the subscription only: its money comes with the payment of its own. */
const READERS: ReadonlyMap<string, Reader> = new Map<EventToTick, Reader>([
  ['customer_create', readCustomer],
  ['customer_update', readCustomer],
  ['payment_success', readPayment],
  ['payment_failure', readPayment],
  ['refund_success', readRefund],
  ['signup_success', readSubscription],
  ['renewal_success', readSubscription],
  ['subscription_state_change', readSubscription],
  ['subscription_product_change', readSubscription],
  ['pending_cancellation_change', readSubscription],
  ['component_allocation_change', readAllocation],
]);

/** Reads a verified body. Its `id` is that of the webhook, the same on every retry and replay and unique across all sites. */
export const parse: Parse = ({ body, settings }) => {
  const form = readForm(body);
  const { id: eventId } = readFields(form, '', schema.identified);
  const { event: type } = namingEvent({ eventId }, () => readFields(form, '', schema.typed));
  return { eventId, type, ...namingEvent({ eventId, eventType: type }, () => readEvent(form, { eventId, type, settings })) };
};

const readEvent = (form: Form, event: EventContext): Reading => {
  const { subdomain } = readFields(form, 'payload[site]', schema.site);
  const reader = READERS.get(event.type);
  if (event.type === 'test') return ignored(PANEL_TEST);
  if (reader === undefined) return ignored('not a type that the ledger reads');
  return isConfiguredSite(subdomain, event.settings) ? reader(form, event) : ignored('other site');
};

/** Host names have no case. A body that names no site cannot be told from another site's: it is kept, not dropped. */
const isConfiguredSite = (subdomain: string | null | undefined, { site }: ReadingSettings): boolean => {
  if (site === null) return true;
  if (!subdomain) throw new UnreadablePayloadError('Chargify payload[site][subdomain] is missing, and only one site counts');
  return subdomain.toLowerCase() === site.toLowerCase();
};
