import type * as z from 'zod';
import { isRecord } from '../../functions/platform/record.ts';

/** A configuration that does not hold: one clear sentence for each bad field. Nothing was created. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** Each bad field by its path, with the rule that it breaks and what was given. */
export const problemsOf = (error: z.ZodError, given: unknown): readonly string[] =>
  error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => `${[...issue.path, key].join('.')}: there is no such field`);
    return [`${issue.path.join('.')}: ${ruleOf(issue)}; given: ${textOf(valueAt(given, issue.path))}`];
  });

const ruleOf = (issue: z.core.$ZodIssue): string => {
  // The message of a key of a record says no more than that it is wrong.
  if (issue.code === 'invalid_key') return issue.issues.map(({ message }) => message).join(', ');
  return issue.message;
};

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((part, name) => (isRecord(part) || Array.isArray(part) ? Reflect.get(part, name) : undefined), value);

const textOf = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));
