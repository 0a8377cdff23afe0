import * as z from 'zod';
import { decodeCursor, encodeCursor, keyText } from '../cursor.ts';
import { keyPart } from '../keys.ts';
import type { Page, PageRequest } from '../ledger.ts';

export type ListOptions<T> = {
  /** Which list it is, and of whom: a cursor of another one is refused. */
  readonly list: string;
  /** The text that an item is sorted by, which no other item of the list has. Cut like a stored key when it is too long. */
  readonly sortOf: (item: T) => string;
  readonly newestFirst?: boolean;
};

const POSITION = z.strictObject({ after: keyText });

/** One page of the items in the order of their sort texts, compared as bytes like DynamoDB does. */
export const pageOf = <T>(all: readonly T[], { list, newestFirst = false, ...options }: ListOptions<T>, page: PageRequest): Page<T> => {
  const sortOf = (item: T): string => keyPart(options.sortOf(item));
  const order = (a: string, b: string): number => (newestFirst ? compareBytes(b, a) : compareBytes(a, b));
  const after = page.cursor === undefined ? undefined : decodeCursor(list, POSITION, page.cursor).after;
  const rest = all.filter((item) => after === undefined || order(sortOf(item), after) > 0).sort((a, b) => order(sortOf(a), sortOf(b)));
  const items = rest.slice(0, page.limit);
  const last = items.at(-1);
  const nextCursor = last !== undefined && rest.length > items.length ? encodeCursor(list, { after: sortOf(last) }) : null;
  return { items, nextCursor };
};

export const compareBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
