import { InvalidArgumentError } from '@commander-js/extra-typings';

/** A positive whole number. */
export const wholeNumber = (text: string): number => {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1.');
  return Number(text);
};

/** A date or a time, as the API takes it: `2026-01-01`, `2026-01-01T08:00:00Z`. A date begins at midnight, UTC. */
export const time = (text: string): string => {
  if (!/^\d{4}-\d\d-\d\d(T.+)?$/.test(text) || Number.isNaN(Date.parse(text))) {
    throw new InvalidArgumentError('It must be a date or a time, such as 2026-01-31 or 2026-01-31T08:00:00Z.');
  }
  return text;
};

/** A date alone as the time at which it begins, in UTC. */
export const timeFromDate = (text: string): string => (text.includes('T') ? text : `${text}T00:00:00Z`);
