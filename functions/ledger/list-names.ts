import type { CustomerKey, PartnerKey, ProviderKey } from '../domain/keys.ts';
import type { Millis } from '../domain/ledger-event.ts';
import type { TimeRange } from './ledger.ts';

/** The names by which cursors tell lists apart; the outside text stands at the end, so that no two lists have one name. */
export const listNames = {
  customers: (partner: PartnerKey | undefined) => (partner === undefined ? 'customers' : `customers#${partner}`),
  transactions: (customer: CustomerKey) => `transactions#${customer}`,
  transactionsSince: (customer: CustomerKey, from: Millis | null) => `since#${from ?? ''}#${customer}`,
  transactionsBetween: (customer: CustomerKey, { from, to }: TimeRange) => `between#${from ?? ''}#${to ?? ''}#${customer}`,
  subscriptions: (customer: CustomerKey) => `subscriptions#${customer}`,
  claims: (key: ProviderKey) => `claims#${key}`,
  waiting: 'waiting',
  waitingFor: (key: string) => `waiting#${key}`,
  waitingEntries: 'entries',
  releaseJobs: 'jobs',
  openJobs: 'open',
  unreadable: 'unreadable',
  records: ({ from, to }: { readonly from: Millis | null; readonly to: Millis | null }) => `records#${from ?? ''}#${to ?? ''}`,
} as const;
