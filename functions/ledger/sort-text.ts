import type { Version } from '../domain/version.ts';

/*
 * Texts that sort byte by byte as what they stand for does. They are ASCII and hold no '#', which is the least of what may follow one of
 * them in a key: so a text sorts before all others that begin with it.
 */

const DIGITS = 15;
const MOST = 10 ** DIGITS - 1;

/** A whole number of at most 15 digits, as all our times are; a larger one sorts with the nearest of these. */
export const sortNumber = (value: number): string => {
  const nearest = Math.min(Math.max(value, -MOST), MOST);
  return nearest < 0 ? `0${padded(nearest + MOST, DIGITS)}` : `1${padded(nearest, DIGITS)}`;
};

/** As `compareVersions` does: it says there why digits alone are another kind of id. */
export const sortVersion = ({ at, rank, id, hash = '' }: Version): string => `${sortNumber(at)}#${rank}#${sortId(id)}#${sortWord(hash)}`;

const sortId = (id: string): string => {
  if (!/^[0-9]+$/.test(id)) return `1${sortWord(id)}`;
  const number = id.replace(/^0+/, '');
  // The id itself at the end: of one number the text decides.
  return `0${padded(number.length, 4)}${number}${id}`;
};

/** By code unit, as texts compare in the program: what is no plain ASCII, or could be taken for '#', is told by its number. */
const sortWord = (text: string): string =>
  text.replace(/[^%-}]/g, (unit) => `${unit < '%' ? '$' : '~'}${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

const padded = (value: number, digits: number): string => String(value).padStart(digits, '0');
