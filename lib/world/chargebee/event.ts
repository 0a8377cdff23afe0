import { SECOND } from '../calendar.ts';
import { lettersFor } from '../ids.ts';
import type { Millis, WireEvent } from '../world.ts';
import { type Account, customerAt } from './account.ts';

/** Something that happened at Chargebee. Its milliseconds tell it from what else happened in that second. */
export type Happening = {
  readonly type: string;
  readonly at: Millis;
  readonly content: Readonly<Record<string, unknown>>;
  readonly source?: string;
  readonly means?: WireEvent['means'];
};

/**
 * An event of API v2 as a webhook brings it.
 * @see https://apidocs.chargebee.com/docs/api/events
 */
export const chargebeeEvent = (account: Account, { type, at, content, source = 'api', means = 'something' }: Happening): WireEvent => {
  const id = `ev_${lettersFor(16, account.seed, account.person.number, type, at, JSON.stringify(content))}`;
  const event = {
    id,
    occurred_at: Math.floor(at / SECOND),
    source,
    object: 'event',
    api_version: 'v2',
    content,
    event_type: type,
    webhook_status: 'scheduled',
    webhooks: [{ id: 'whv2_HookledgerMain', webhook_status: 'scheduled', object: 'webhook' }],
  };
  return {
    provider: 'chargebee',
    type,
    id,
    at,
    body: Buffer.from(JSON.stringify(event)),
    contentType: 'application/json;charset=UTF-8',
    means,
  };
};

/** `customer_created`, and `customer_changed` where the keys came later. The ledger learns of those that carry the keys. */
export const customerEvents = (account: Account): readonly WireEvent[] => {
  const { openedAt, keyedAt, keyPlace } = account;
  const inCustomer = keyPlace !== 'nowhere' && keyPlace !== 'subscription';
  const tell = (type: string, at: Millis): WireEvent =>
    chargebeeEvent(account, {
      type,
      at,
      content: { customer: customerAt(account, at) },
      means: inCustomer && at >= keyedAt ? 'something' : 'ignored',
    });
  const created = tell('customer_created', openedAt);
  return keyedAt > openedAt ? [created, tell('customer_changed', keyedAt)] : [created];
};
