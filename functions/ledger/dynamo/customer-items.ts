import { viewCustomer } from '../../domain/customer.ts';
import { claimItemKey, customerItemKey, partnerPartition, releaseItemKey, textOf, waitingItemKey } from '../keys.ts';
import type { ClaimItem, CustomerItem, ReleaseJob, WaitingEntry } from '../rows.ts';
import { eventKeysField, readEventKeys } from './event-keys.ts';
import { cutTexts, type Item, keyOf, pack, unpack } from './item.ts';

/** Names and e-mail addresses stand in the packed field alone: nobody reads them who only looks at the table. */
export const customerItem = ({ key, version, facts, eventKeys, createdAt, updatedAt }: CustomerItem): Item => {
  const { partnerKey } = viewCustomer(facts);
  return {
    ...customerItemKey(key),
    ...cutTexts({ key }),
    version: version + 1,
    ...(partnerKey === null ? {} : { partnerKey: partnerPartition(partnerKey) }),
    eventKeys: eventKeysField(eventKeys),
    createdAt,
    updatedAt,
    ...pack({ facts }),
  };
};

export const readCustomerItem = (item: Item): CustomerItem => ({
  ...unpack<Pick<CustomerItem, 'facts'>>(item),
  key: keyOf(item),
  version: item['version'],
  eventKeys: readEventKeys(item['eventKeys']),
  createdAt: item['createdAt'],
  updatedAt: item['updatedAt'],
});

export const claimItem = ({ providerKey, claim, erased }: ClaimItem): Item => ({
  ...claimItemKey(providerKey, claim),
  ...cutTexts({ key: providerKey }),
  claim,
  ...(erased === true ? { erased: 1 } : {}),
});

export const readClaimItem = (item: Item): ClaimItem => ({
  providerKey: keyOf(item),
  claim: item['claim'],
  ...(item['erased'] === 1 ? { erased: true } : {}),
});

export const waitingItem = ({ awaited, row, since, token }: WaitingEntry): Item => ({
  ...waitingItemKey(awaited, row.key),
  ...cutTexts({ awaited, key: row.key }),
  table: row.table,
  since,
  token,
});

export const readWaitingItem = (item: Item): WaitingEntry => ({
  awaited: item['awaited'] ?? textOf(item['pk']),
  row: { table: item['table'], key: item['key'] ?? item['sk'] },
  since: item['since'],
  token: item['token'],
});

export const releaseItem = ({ id, keys, createdAt }: ReleaseJob): Item => ({
  ...releaseItemKey(id),
  ...cutTexts({ id }),
  keys,
  createdAt,
});

export const readReleaseItem = (item: Item): ReleaseJob => ({
  id: item['id'] ?? item['sk'],
  keys: item['keys'],
  createdAt: item['createdAt'],
});
