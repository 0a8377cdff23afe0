import { createHash } from 'node:crypto';

type Names = readonly (string | number)[];

/** Letters and digits that stand for these names: same names, same text. For ids that look like a provider's own. */
export const lettersFor = (length: number, ...names: Names): string =>
  hashOf(names)
    .toString('base64')
    .replaceAll(/[^A-Za-z0-9]/g, '')
    .slice(0, length);

/** The same in hex digits, up to 64. */
export const hexFor = (length: number, ...names: Names): string => hashOf(names).toString('hex').slice(0, length);

/** Seeds below this give numbers of their own, and so do people up to a hundred thousand. */
export const MOST_SEEDS = 800_000;

/** Where the numbers of a person begin, at providers whose ids are numbers: a hundred thousand are free from there on. */
export const numberFor = (seed: number, person: number): number => (((Math.abs(seed) % MOST_SEEDS) + 1000) * 100_000 + person) * 100_000;

const hashOf = (names: Names): Buffer => createHash('sha256').update(names.join('\n')).digest();
