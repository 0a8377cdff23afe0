import { isOver } from '../job.ts';
import type { Put } from '../ledger.ts';
import { FIRST_TIME, unchangedSince } from './conditions.ts';
import { claimItem, customerItem, releaseItem } from './customer-items.ts';
import { jobItem, openJobItem } from './job-items.ts';
import type { Write } from './store.ts';
import { subscriptionItem } from './subscription-items.ts';
import { aliasItem, placedItem, transactionItem } from './transaction-items.ts';

/** Where an item goes, and what must hold there. A job that is not over goes with its mark. */
export const writesOf = (put: Put): readonly Write[] =>
  put.kind === 'job' && !isOver(put.item)
    ? [writeOf(put), { table: 'customers', item: openJobItem(put.item), condition: undefined }]
    : [writeOf(put)];

const writeOf = (put: Put): Write => {
  switch (put.kind) {
    case 'transaction':
      return { table: 'transactions', item: transactionItem(put.item), condition: unchangedSince(put.item.version) };
    case 'placed':
      return { table: 'transactions', item: placedItem(put.item), condition: unchangedSince(put.item.version) };
    case 'alias':
      return { table: 'transactions', item: aliasItem(put.item), condition: unchangedSince(put.item.version) };
    case 'subscription':
      return { table: 'subscriptions', item: subscriptionItem(put.item), condition: unchangedSince(put.item.version) };
    case 'customer':
      return { table: 'customers', item: customerItem(put.item), condition: unchangedSince(put.item.version) };
    case 'claim':
      return { table: 'customers', item: claimItem(put.item), condition: FIRST_TIME };
    case 'release_job':
      return { table: 'customers', item: releaseItem(put.item), condition: FIRST_TIME };
    case 'job':
      return { table: 'customers', item: jobItem(put.item), condition: unchangedSince(put.item.version) };
    default:
      return put satisfies never;
  }
};
