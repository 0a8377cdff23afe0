import { readPayload } from '../../platform/payload.ts';
import { customerEvents } from './customer.ts';
import type { ReadNotification } from './notification.ts';
import { accountNotification } from './schema.ts';
import { subscriptionReading } from './subscription.ts';

/** An account notification. `reactivated_account_notification` is one by its name, and carries the subscription that was reactivated. */
export const readAccount: ReadNotification = (notification) => {
  const { account, subscription } = readPayload(accountNotification, notification.value);
  if (subscription !== undefined) return subscriptionReading(notification, account, subscription);
  const ledgerEvents = customerEvents(account, [], notification);
  if (ledgerEvents.length === 0) return { occurredAt: null, ledgerEvents, ignored: 'names no customer key' };
  return { occurredAt: null, ledgerEvents };
};
