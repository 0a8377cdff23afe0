import type { Millis } from './world.ts';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The same day and time so many months later, or the last day of a month that is shorter. */
export const monthsAfter = (at: Millis, months: number): Millis => {
  const from = new Date(at);
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + months];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(from.getUTCDate(), lastDay)) + (at % DAY);
};

/** The second that a time lies in, in milliseconds. */
export const secondOf = (at: Millis): Millis => Math.floor(at / SECOND) * SECOND;
