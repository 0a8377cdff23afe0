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

const hashOf = (names: Names): Buffer => createHash('sha256').update(names.join('\n')).digest();
