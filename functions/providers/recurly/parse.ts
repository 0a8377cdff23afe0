import { namingEvent } from '../../platform/payload.ts';
import type { Parse } from '../provider.ts';
import { readAccount } from './account.ts';
import { looksLikeJson } from './body-format.ts';
import { bodyId, notificationId } from './event-id.ts';
import { parseJsonNotification } from './json-notification.ts';
import type { ReadNotification } from './notification.ts';
import type { EventToTick } from './set-up.ts';
import { readSubscription } from './subscription.ts';
import { readTransaction } from './transaction.ts';
import { readXml } from './xml.ts';

/** Every XML notification that means something to the ledger, by the name of its root element. */
const READERS: ReadonlyMap<string, ReadNotification> = new Map<EventToTick, ReadNotification>([
  ['successful_payment_notification', readTransaction],
  ['failed_payment_notification', readTransaction],
  ['void_payment_notification', readTransaction],
  ['successful_refund_notification', readTransaction],
  ['new_account_notification', readAccount],
  ['updated_account_notification', readAccount],
  ['billing_info_updated_notification', readAccount],
  ['reactivated_account_notification', readAccount],
  ['new_subscription_notification', readSubscription],
  ['updated_subscription_notification', readSubscription],
  ['canceled_subscription_notification', readSubscription],
  ['expired_subscription_notification', readSubscription],
  ['renewed_subscription_notification', readSubscription],
  ['subscription_paused_notification', readSubscription],
  ['subscription_resumed_notification', readSubscription],
]);

/** Reads both formats of Recurly: XML, which tells facts, and JSON, which only tells that there are some. */
export const parse: Parse = (input) => (looksLikeJson(input.body) ? parseJsonNotification(input) : parseXmlNotification(input));

const parseXmlNotification: Parse = ({ body, headers, receivedAt, settings }) => {
  const eventId = notificationId(headers) ?? bodyId(body);
  const { root: type, value } = namingEvent({ eventId }, () => readXml(body));
  const read = READERS.get(type);
  if (read === undefined) return { eventId, type, occurredAt: null, ledgerEvents: [], ignored: 'means nothing to the ledger' };
  return { eventId, type, ...namingEvent({ eventId, eventType: type }, () => read({ type, eventId, value, receivedAt, settings })) };
};
