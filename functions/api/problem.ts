import * as z from './zod.ts';

/** One bad field of a request, by its name as it was sent. */
export type FieldProblem = { readonly field: string; readonly problem: string };

/** Every kind of refusal: the last part of its `type`, its status, its title, and what the caller can do. Programs rely on the names. */
export const KINDS = {
  validation: { status: 400, title: 'The request does not hold', remedy: 'Mend each field that `errors` names, then send it again.' },
  'not-json': { status: 400, title: 'The body is not JSON', remedy: 'Send one JSON object as `application/json`.' },
  unauthorized: { status: 401, title: 'A live API key is needed', remedy: 'Send `Authorization: Bearer` and a key that is in use.' },
  forbidden: { status: 403, title: 'This API key may only read', remedy: 'Use a key with the scope `write`.' },
  'not-found': { status: 404, title: 'There is no such thing', remedy: 'Check the path and the key in it; keys are compared exactly.' },
  conflict: {
    status: 409,
    title: 'This contradicts what was said before',
    remedy: 'Nothing was changed. Read what is there; sending the same again gives the same answer.',
  },
  gone: { status: 410, title: 'This was erased', remedy: 'It cannot be brought back, by nobody.' },
  'too-large': { status: 413, title: 'The body is too large', remedy: 'Send less at a time.' },
  'too-much': { status: 422, title: 'This is more than one answer can tell', remedy: 'Ask for less at a time, or add up an export.' },
  internal: {
    status: 500,
    title: 'Something went wrong on our side',
    remedy: 'Try again; when it stays, the log of that moment says more.',
  },
  busy: { status: 503, title: 'Try again in a moment', remedy: 'Wait as long as `Retry-After` says, then send the same again.' },
} as const;

export type ProblemKind = keyof typeof KINDS;

/** A refusal, thrown from anywhere below a route; the app answers it as a problem. The detail never quotes the request. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly kind: ProblemKind;
  readonly errors: readonly FieldProblem[];

  constructor(kind: ProblemKind, detail: string, errors: readonly FieldProblem[] = []) {
    super(detail);
    this.kind = kind;
    this.errors = errors;
  }
}

/** @see https://www.rfc-editor.org/rfc/rfc9457 */
export const problemResponse = ({ kind, message, errors }: ProblemError): Response =>
  new Response(JSON.stringify(problemJson(kind, message, errors)), {
    status: statusOf(kind),
    headers: { 'content-type': 'application/problem+json', ...headersOf(kind) },
  });

export const problemJson = (kind: ProblemKind, detail: string, errors: readonly FieldProblem[] = []): Problem => {
  const { status, title } = KINDS[kind];
  return { type: typeOf(kind), title, status, detail, errors, docs: docsOf(kind) };
};

export const statusOf = (kind: ProblemKind): number => KINDS[kind].status;

/** Stable: what programs compare. As a path it leads to the page that explains it. */
export const typeOf = (kind: ProblemKind): string => `/problems/${kind}`;

/** Where people read about it. */
export const docsOf = (kind: ProblemKind): string => `/docs#problem-${kind}`;

export const isProblemKind = (text: string): text is ProblemKind => Object.hasOwn(KINDS, text);

const headersOf = (kind: ProblemKind): Readonly<Record<string, string>> => {
  if (kind === 'unauthorized') return { 'www-authenticate': 'Bearer' };
  return kind === 'busy' ? { 'retry-after': '1' } : {};
};

export const PROBLEM_KINDS: readonly ProblemKind[] = Object.keys(KINDS).filter(isProblemKind);

const problemSchema = z
  .object({
    type: z.enum(PROBLEM_KINDS.map(typeOf)).openapi({ description: 'The kind of problem, for programs; never renamed' }),
    title: z.string().openapi({ description: 'The kind of problem, for people' }),
    status: z.int(),
    detail: z.string().openapi({ description: 'This problem, for people' }),
    errors: z
      .array(z.object({ field: z.string(), problem: z.string() }).readonly())
      .readonly()
      .openapi({ description: 'One entry for each bad field, by its name with dots inside lists: `provider_keys.0`' }),
    docs: z.string().openapi({ description: 'Where this kind is explained' }),
  })
  .openapi('Problem');

type Problem = z.infer<typeof problemSchema>;

const problemContent = { 'application/problem+json': { schema: problemSchema } };

/** For the `responses` of every route: whatever is not its own answer is a problem. */
export const PROBLEMS = { default: { description: 'A problem', content: problemContent } } as const;

/**
 * For the `responses` of a route with refusals of its own, beside `PROBLEMS`: by status, with a sentence each that says when. Those
 * that every such call shares (a bad request, no key, a key that may only read, no such thing) are added by the document itself.
 */
export const problem = (description: string) => ({ description, content: problemContent });
