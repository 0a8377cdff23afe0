import type { Provider } from '../provider.ts';
import { parse } from './parse.ts';
import { verifier } from './verify.ts';

export const chargebee: Provider = {
  id: 'chargebee',
  name: 'Chargebee',
  adapterVersion: 1,
  verifier,
  parse,
  eventsToTick: [
    'customer_created',
    'customer_changed',
    'payment_succeeded',
    'payment_failed',
    'payment_refunded',
    'transaction_updated',
    'transaction_deleted',
    'subscription_created',
    'subscription_created_with_backdating',
    'subscription_started',
    'subscription_activated',
    'subscription_activated_with_backdating',
    'subscription_changed',
    'subscription_changed_with_backdating',
    'subscription_trial_extended',
    'subscription_renewed',
    'subscription_items_renewed',
    'subscription_reactivated',
    'subscription_reactivated_with_backdating',
    'subscription_paused',
    'subscription_resumed',
    'subscription_cancellation_scheduled',
    'subscription_scheduled_cancellation_removed',
    'subscription_cancelled',
    'subscription_canceled_with_backdating',
    'subscription_deleted',
  ],
};
