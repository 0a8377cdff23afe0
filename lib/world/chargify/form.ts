import { HOUR } from '../calendar.ts';
import type { Millis } from '../world.ts';
import type { Fields } from './site.ts';

/** Brackets in names stand as they are; values are percent-encoded, a blank as `%20`. */
export const formOf = (fields: Fields): Buffer =>
  Buffer.from(fields.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&'));

/** Fields under one name: `payload[subscription]` and `state` make `payload[subscription][state]`. */
export const under = (name: string, fields: Readonly<Record<string, string | number | boolean>>): Fields =>
  Object.entries(fields).map(([field, value]) => [`${name}[${field}]`, String(value)]);

/** `2016-11-08 16:22:20 -0500`: the time of day in New York. */
export const easternTime = (at: Millis): string => {
  const hours = isSummer(at) ? 4 : 5;
  return `${wallClock(at - hours * HOUR)} -0${hours}00`;
};

export const easternOrNothing = (at: Millis | undefined): string => (at === undefined ? '' : easternTime(at));

/** `2013-11-27 00:59:35 UTC`. */
export const utcTime = (at: Millis): string => `${wallClock(at)} UTC`;

/** `2012-11-19T16:59:13Z`. */
export const isoTime = (at: Millis): string => `${wallClock(at).replace(' ', 'T')}Z`;

const wallClock = (at: Millis): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ');

/** From the second Sunday of March to the first of November, at two in the morning. */
const isSummer = (at: Millis): boolean => {
  const year = new Date(at).getUTCFullYear();
  return at >= sundayFrom(Date.UTC(year, 2, 8, 7)) && at < sundayFrom(Date.UTC(year, 10, 1, 6));
};

const sundayFrom = (at: Millis): Millis => at + ((7 - new Date(at).getUTCDay()) % 7) * 24 * HOUR;
