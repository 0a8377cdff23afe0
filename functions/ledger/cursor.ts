import * as z from 'zod';
import { CursorError } from './ledger.ts';

/** The place in a list after which the next page begins: the key of the last item of the page before. */
export type Position = Readonly<Record<string, string | number>>;

/**
 * A cursor for people to hand back: opaque, safe in a URL, and good for this list alone. It is neither secret nor signed: all that
 * it can do is to begin a page of the same list elsewhere.
 */
export const encodeCursor = (list: string, position: Position): string =>
  Buffer.from(JSON.stringify({ l: list, k: position })).toString('base64url');

/** The position in the cursor. Throws `CursorError` unless it is one of this list, with a position of this shape. */
export const decodeCursor = <T extends Position>(list: string, shape: z.ZodType<T>, cursor: string): T => {
  const result = z.strictObject({ l: z.literal(list), k: shape }).safeParse(parseJson(cursor));
  if (!result.success) throw new CursorError('The cursor is not one of this list');
  return result.data.k;
};

const parseJson = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
};

/** A text that may stand in a sort key; anything else would be an error of the store, not of the cursor. */
export const keyText = z.string().refine((text) => text.isWellFormed() && text.length > 0 && Buffer.byteLength(text) <= 1024);
