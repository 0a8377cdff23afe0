import { CursorError, type Page, type PageRequest } from '../ledger/ledger.ts';
import { invalidField } from './refuse.ts';
import * as z from './zod.ts';

export const MAX_LIMIT = 250;
export const DEFAULT_LIMIT = 25;

const LIMIT_RULE = `must be a whole number from 1 to ${MAX_LIMIT}`;

const limitField = z
  .string(LIMIT_RULE)
  .regex(/^[1-9][0-9]{0,2}$/, LIMIT_RULE)
  .transform(Number)
  .refine((limit) => limit <= MAX_LIMIT, LIMIT_RULE)
  .default(DEFAULT_LIMIT)
  .openapi({ type: 'integer', minimum: 1, maximum: MAX_LIMIT, default: DEFAULT_LIMIT });

const cursorField = z.string('must be one text').openapi({ description: 'The `next_cursor` of the page before' });

/** The query parameters of every list. A list with more of them extends this; a name that is not there is refused. */
export const pageQuery = z.strictObject({ limit: limitField, cursor: cursorField.optional() });

/** The answer of a list. `next_cursor` is null on the last page, and only there. */
export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ data: z.object({ items: z.array(item).readonly(), has_more: z.boolean(), next_cursor: z.string().nullable() }) });

/** The answer about a single thing. */
export const oneOf = <Item extends z.ZodType>(item: Item) => z.object({ data: item });

export const listAnswer = <Item>({ items, nextCursor }: Page<Item>) => ({
  data: { items, has_more: nextCursor !== null, next_cursor: nextCursor },
});

/** Reads a page; a cursor that the list did not give is the caller's mistake. */
export const readPage = async <Item>(list: (page: PageRequest) => Promise<Page<Item>>, page: PageRequest): Promise<Page<Item>> => {
  try {
    return await list(page);
  } catch (error) {
    throw error instanceof CursorError ? invalidField('cursor', 'is not a cursor of this list') : error;
  }
};

/** So many looks at the list fill one page of a filtered list; then the page stays short and its cursor goes on from there. */
const MAX_LOOKS = 20;

/** A page of what passes the filter. Each look asks for no more than is missing, so that the cursor never skips an item. */
export const filterPages =
  <Item>(list: (page: PageRequest) => Promise<Page<Item>>, keep: (item: Item) => boolean) =>
  async ({ limit, cursor }: PageRequest): Promise<Page<Item>> => {
    let page = await list({ limit, cursor });
    const items = page.items.filter(keep);
    for (let looks = 1; looks < MAX_LOOKS && items.length < limit && page.nextCursor !== null; looks += 1) {
      page = await list({ limit: limit - items.length, cursor: page.nextCursor });
      items.push(...page.items.filter(keep));
    }
    return { items, nextCursor: page.nextCursor };
  };
