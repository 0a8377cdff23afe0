import type { Candidate, Event, Subscription } from '../answers.ts';
import type { ApiClient } from '../api-client.ts';
import type { Paint } from '../terminal.ts';
import { timeText } from '../times.ts';
import { adviceFor } from './reasons.ts';
import { candidatesOf, eventsTexts, readEvents } from './story.ts';

export type SubscriptionStory = {
  readonly subscription: Subscription;
  /** Those that are still archived, in the order in which they came. */
  readonly events: readonly Event[];
};

export const readSubscriptionStory = async (api: ApiClient, subscription: Subscription): Promise<SubscriptionStory> => ({
  subscription,
  events: await readEvents(api, subscription.event_keys),
});

export const subscriptionText = ({ subscription, events }: SubscriptionStory, paint: Paint): string => {
  const { key, event_keys: eventKeys } = subscription;
  const head = [`Subscription ${key}`, ...subscriptionStands(subscription, candidatesOf(events))].join('\n');
  return [head, ...eventsTexts({ row: key, eventKeys, events }, paint)].join('\n\n');
};

/** How a subscription stands now, and what it waits for. */
export const subscriptionStands = (row: Subscription, candidates: readonly Candidate[]): readonly string[] => {
  const owner = row.customer_key === null ? '' : `, of ${row.customer_key}`;
  const own = row.provider_status === row.status || row.provider_status === null ? '' : ` (${row.provider} says ${row.provider_status})`;
  const quantity = row.quantity === null || row.quantity === 1 ? '' : `, quantity ${row.quantity}`;
  const components = Object.entries(row.components).map(([id, count]) => `${count} of component ${id}`);
  return [
    `${row.status ?? 'status not told'}${own}, plan ${row.plan_key ?? 'not told'}${quantity}${owner}.`,
    ...(components.length === 0 ? [] : [`Allocated: ${components.join(', ')}.`]),
    ...periodText(row),
    ...(row.canceled_at === null ? [] : [`Canceled at ${timeText(row.canceled_at)}.`]),
    ...(row.customer_key === null ? waits(candidates) : []),
  ];
};

const periodText = ({ current_period_start: start, current_period_end: end }: Subscription): readonly string[] => {
  if (start === null && end === null) return [];
  return [`Its period runs${start === null ? '' : ` from ${timeText(start)}`}${end === null ? '' : ` to ${timeText(end)}`}.`];
};

const waits = (candidates: readonly Candidate[]): readonly string[] => {
  const unknown = candidates.filter(({ known }) => !known).map(({ key }) => key);
  if (unknown.length === 0) return ['Nobody said whose it is: its events name no customer.'];
  return [`It waits for its customer: nobody has named ${unknown.join(' or ')} yet.`, adviceFor(unknown)];
};
