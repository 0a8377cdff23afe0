import { type Sent, UNTOLD } from './bad-input.ts';

/** Shorter texts may stand in a log line for another reason. */
const LEAST = 8;

/** What no log line may hold: values of headers and of the query, and a text of the body. */
export const untold = ({ headers, query = {} }: Sent): readonly string[] =>
  [UNTOLD, ...Object.values(headers).flat(), ...Object.values(query)].filter((text) => text.trim().length >= LEAST);
