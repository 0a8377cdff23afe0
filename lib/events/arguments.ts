import { InvalidArgumentError } from '@commander-js/extra-typings';
import { MOST_SEEDS } from '../world/ids.ts';

/** What the options of the command take. Each throws an `InvalidArgumentError` that says what is right. */

/** `2026-01-31`, which begins at midnight UTC, or `2026-01-31T08:00:00Z`. */
export const time = (text: string): Date => {
  const at = new Date(text);
  if (!/^\d{4}-\d\d-\d\d(T.+)?$/.test(text) || Number.isNaN(at.getTime())) {
    throw new InvalidArgumentError('It must be a time, such as 2026-01-31T08:00:00Z.');
  }
  return at;
};

/** The seed of a world, as `hookledger simulate` takes it. */
export const seed = (text: string): number => {
  if (!/^[1-9]\d{0,5}$/.test(text) || Number(text) >= MOST_SEEDS) {
    throw new InvalidArgumentError(`It must be a whole number from 1, below ${MOST_SEEDS.toLocaleString('en-US')}.`);
  }
  return Number(text);
};

export const url = (text: string): string => {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) throw new InvalidArgumentError('It must begin with https:// or http://.');
  return text;
};

export const apiPath = (text: string): string => {
  if (!text.startsWith('/')) throw new InvalidArgumentError('It must begin with a slash, such as /v1/customers/acme-1.');
  return text;
};

/** The text as it came, when it is JSON. */
export const json = (text: string): string => {
  try {
    JSON.parse(text);
    return text;
  } catch {
    throw new InvalidArgumentError('It must be JSON.');
  }
};
