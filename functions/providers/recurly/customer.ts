import { providerKey } from '../../domain/keys.ts';
import type { Candidates, CustomerEvent } from '../../domain/ledger-event.ts';
import { RANK } from '../../domain/version.ts';
import type { Notification } from './notification.ts';
import type { Account } from './schema.ts';

/** The team gives its accounts their codes, so the account code is the customer key, and the id of the account as well. */
export const candidatesOf = (account: Account, subscriptionIds: readonly string[]): Candidates => {
  const code = account?.account_code;
  const subscriptions = [...new Set(subscriptionIds)].map((id) => providerKey('recurly', 'subscription', id));
  if (code === undefined) return { links: subscriptions };
  return { inEvent: code, links: [providerKey('recurly', 'account', code), ...subscriptions] };
};

/**
 * The customer of an account that has a code, claiming the account and, where the notification carries one, its
 * subscription. The claims hold from the beginning, because no account has a time; for the same reason its e-mail and name
 * are ordered by the time at which we received them.
 */
export const customerEvents = (
  account: Account,
  subscriptionIds: readonly string[],
  { type, eventId, receivedAt }: Notification,
): readonly CustomerEvent[] => {
  if (account?.account_code === undefined) return [];
  const name = nameOf(account);
  const event: CustomerEvent = {
    kind: 'customer',
    customerKey: account.account_code,
    ...(account.email !== undefined && { email: account.email }),
    ...(name !== undefined && { name }),
    links: candidatesOf(account, subscriptionIds).links,
    from: null,
    receivedAt: receivedAt.getTime(),
    version: { at: 0, rank: type === 'new_account_notification' ? RANK.created : RANK.updated, id: eventId },
  };
  return [event];
};

/** The person, else the company. */
const nameOf = ({ first_name, last_name, company_name }: NonNullable<Account>): string | undefined => {
  const person = [first_name, last_name].filter((part) => part !== undefined).join(' ');
  return person || company_name;
};
