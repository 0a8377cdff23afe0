import { HTTPException } from 'hono/http-exception';
import { ConflictError } from '../ledger/ledger.ts';
import type { CustomerItem } from '../ledger/rows.ts';
import type { Log } from '../platform/log.ts';
import { type FieldProblem, ProblemError } from './problem.ts';
import type * as z from './zod.ts';

/** What is wrong with each field, one entry a field, by its name with dots inside lists: `provider_keys.0`. */
export const fieldProblems = (error: z.core.$ZodError): readonly FieldProblem[] => {
  const problems = error.issues.flatMap(problemsOf);
  return problems.filter(({ field }, index) => problems.findIndex((other) => other.field === field) === index);
};

const problemsOf = (issue: z.core.$ZodIssue): readonly FieldProblem[] => {
  if (issue.code !== 'unrecognized_keys') return [{ field: issue.path.join('.') || 'body', problem: issue.message }];
  return issue.keys.map((key) => ({ field: [...issue.path, key].join('.'), problem: 'unknown field' }));
};

export const invalid = (errors: readonly FieldProblem[]): ProblemError =>
  new ProblemError('validation', `Not valid: ${errors.map(({ field }) => field).join(', ')}`, errors);

/** One bad field. */
export const invalidField = (field: string, problem: string): ProblemError => invalid([{ field, problem }]);

/** Whoever was erased is not changed any more. */
export const refuseErased = ({ facts }: CustomerItem): void => {
  if (facts.erased === true) throw new ProblemError('conflict', 'This customer was deleted; its key is not given again');
};

/** What an error that reached the app is answered with. What nobody expected is logged, and told without details. */
export const problemFrom = (error: Error, log: Log): ProblemError => {
  if (error instanceof ProblemError) return error;
  if (error instanceof ConflictError) return new ProblemError('busy', 'Others are changing the same thing');
  // The framework refuses a body that is no JSON (400) or is not said to be (415): one mistake, one answer.
  if (error instanceof HTTPException && (error.status === 400 || error.status === 415)) {
    return new ProblemError('not-json', 'The body must be one JSON object, sent with the content type application/json');
  }
  log.error('api request failed', { error: error.name, where: firstFrame(error) });
  return new ProblemError('internal', 'The error was logged');
};

/** Where it was thrown. The message stays out of the log, because it may quote a key or a person's data. */
const firstFrame = ({ stack = '' }: Error): string | undefined => /^ +at (.+)$/m.exec(stack)?.[1];
