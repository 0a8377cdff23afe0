import { readFileSync } from 'node:fs';
import type { Fill } from './fill.ts';

/** A fixture with ids, numbers and times of its own. */
export const fromFixture = (path: string, fill: Fill): Buffer =>
  Buffer.from(filledAnew(readFileSync(`functions/providers/${path}`, 'utf8'), fill));

/** The text with another filling: what stood for one id stands for one id again. */
export const filledAnew = (text: string, fill: Fill): string => {
  const names = new Map<string, string>();
  return text.replaceAll(ID, (id) => {
    const name = names.get(id) ?? another(id, fill);
    names.set(id, name);
    return name;
  });
};

/** Letters and digits that are no word: so many with a digit among them, or a number of at least five digits. */
const ID = /(?<![A-Za-z0-9%])(?:(?=[A-Za-z]*[0-9])[A-Za-z0-9]{9,}|[0-9]{5,8})(?![A-Za-z0-9])/g;

const another = (id: string, fill: Fill): string => {
  // Seconds, or milliseconds.
  if (/^1[78][0-9]{8}([0-9]{3})?$/.test(id)) return `${fill.seconds()}${id.slice(10)}`;
  if (/^[0-9]{5,15}$/.test(id)) return String(fill.digits(id.length));
  return /^[0-9a-f]+$/.test(id) ? fill.hex(id.length) : fill.id('', id.length);
};
