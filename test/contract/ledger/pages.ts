import type { Page, PageRequest } from '../../../functions/ledger/ledger.ts';

/** Every item of a list, read in pages of so many; fails when a page is longer, or empty although there was to be more. */
export const readAll = async <T>(limit: number, read: (page: PageRequest) => Promise<Page<T>>): Promise<readonly T[]> => {
  const all: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await read({ limit, cursor });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    if (cursor !== undefined) expect(page.items.length).toBeGreaterThan(0);
    all.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return all;
};

/** A cursor of the list itself, of which one thing is changed at a time, and texts that never were one. */
export const forgedCursors = (genuine: string): readonly string[] => {
  const cursor = JSON.parse(Buffer.from(genuine, 'base64url').toString());
  const forge = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const positions = Object.keys(cursor.k);
  return [
    '',
    'x',
    '%%%',
    forge(null),
    forge({}),
    forge({ ...cursor, l: `${cursor.l}x` }),
    forge({ ...cursor, more: 1 }),
    forge({ ...cursor, k: {} }),
    forge({ ...cursor, k: { ...cursor.k, more: 'x' } }),
    ...positions.flatMap((name) =>
      [null, {}, [], '', 'x'.repeat(3000), '\ud800', { S: 'x' }].map((value) => forge({ ...cursor, k: { ...cursor.k, [name]: value } })),
    ),
  ];
};

/** Cursors of the right shape at places where the list has nothing: each begins a page or is refused, and is never a store's own error. */
export const strayCursors = (genuine: string): readonly string[] => {
  const { l, k } = JSON.parse(Buffer.from(genuine, 'base64url').toString());
  const values = ['zzz', '0', '\u00e9#%', -1, 1e15];
  return Object.keys(k).flatMap((name) =>
    values.map((value) => Buffer.from(JSON.stringify({ l, k: { ...k, [name]: value } })).toString('base64url')),
  );
};
