import { claimsUpTo } from '../../domain/claims.ts';
import { afterGroup, claimGroup, claimItemKey, claimPartition, lastInGroup } from '../keys.ts';
import type { Ledger } from '../ledger.ts';
import { listNames } from '../list-names.ts';
import { readClaimItem } from './customer-items.ts';
import type { Item } from './item.ts';
import { onePartition } from './list.ts';
import { queryPage } from './pages.ts';
import { type Store, take } from './store.ts';

type Claims = Pick<Ledger, 'readClaims' | 'allClaims' | 'markErased'>;

/** Claims that one request looks at: two read units. A link has more of them only when its customer was told anew so often. */
const PAGE = 25;

/** Which customers a provider key was claimed for. */
export const createClaims = (store: Store): Claims => ({
  readClaims: async (providerKey, upTo) => {
    const read = { store, partition: claimPartition(providerKey), upTo };
    return claimsUpTo((await claimsFrom(read, FIRST)).map(readClaimItem), upTo);
  },
  allClaims: (providerKey, page) => {
    const partition = { table: 'customers', value: claimPartition(providerKey) } as const;
    return queryPage(store, onePartition(listNames.claims(providerKey), partition), page, readClaimItem);
  },
  markErased: ({ providerKey, claim }) => store.setNumber('customers', claimItemKey(providerKey, claim), 'erased', 1),
});

/** No sort key of a claim is before the one or after the other. */
const [FIRST, LAST] = [' ', '~'];

type Read = { readonly store: Store; readonly partition: string; readonly upTo: Parameters<Ledger['readClaims']>[1] };

/**
 * The claims from a sort key on, a page at a time. Where a page ends among the claims of one target, the last of these up to there is
 * asked for and, beside it, what comes after all of them. Those of the team are read one and all.
 */
const claimsFrom = async (read: Read, from: string): Promise<readonly Item[]> => {
  const page = await take(query(read, { from, to: LAST, Limit: PAGE }), PAGE);
  const last = page.at(-1)?.['sk'];
  if (last === undefined || page.length < PAGE) return page;
  const group = claimGroup(last);
  const next = `${last}${FIRST}`;
  if (group === undefined) return [...page, ...(await take(query(read, { from: next, to: LAST })))];
  const [ofGroup, others] = await Promise.all([lastOf(read, next, lastInGroup(group, read.upTo)), claimsFrom(read, afterGroup(group))]);
  return [...page, ...ofGroup, ...others];
};

/** Where the place lies before the end of the page, it was read already. */
const lastOf = (read: Read, from: string, to: string): Promise<readonly Item[]> | readonly Item[] =>
  from < to ? take(query(read, { from, to, Limit: 1, ScanIndexForward: false }), 1) : [];

type Range = { readonly from: string; readonly to: string; readonly Limit?: number; readonly ScanIndexForward?: boolean };

const query = ({ store, partition }: Read, { from, to, ...options }: Range) =>
  store.query('customers', {
    KeyConditionExpression: 'pk = :link AND sk BETWEEN :from AND :to',
    ExpressionAttributeValues: { ':link': partition, ':from': from, ':to': to },
    ConsistentRead: true,
    ...options,
  });
