import { z } from '@hono/zod-openapi';

/** One bad field of a request, by its name as it was sent. */
export type FieldProblem = { readonly field: string; readonly problem: string };

/** Every kind of refusal: the last part of its `type`, its status, its title. Programs rely on the names. */
const KINDS = {
  validation: { status: 400, title: 'The request does not hold' },
  'not-json': { status: 400, title: 'The body is not JSON' },
  unauthorized: { status: 401, title: 'A live API key is needed' },
  forbidden: { status: 403, title: 'This API key may only read' },
  'not-found': { status: 404, title: 'There is no such thing' },
  conflict: { status: 409, title: 'This contradicts what was said before' },
  'too-large': { status: 413, title: 'The body is too large' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  busy: { status: 503, title: 'Try again in a moment' },
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
export const problemResponse = ({ kind, message, errors }: ProblemError): Response => {
  const { status, title } = KINDS[kind];
  const body: Problem = { type: `/problems/${kind}`, title, status, detail: message, errors };
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/problem+json', ...headersOf(kind) } });
};

const headersOf = (kind: ProblemKind): Readonly<Record<string, string>> => {
  if (kind === 'unauthorized') return { 'www-authenticate': 'Bearer' };
  return kind === 'busy' ? { 'retry-after': '1' } : {};
};

const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    errors: z.array(z.object({ field: z.string(), problem: z.string() }).readonly()).readonly(),
  })
  .openapi('Problem');

type Problem = z.infer<typeof problemSchema>;

/** For the `responses` of every route: whatever is not its own answer is a problem. */
export const PROBLEMS = {
  default: { description: 'A problem', content: { 'application/problem+json': { schema: problemSchema } } },
} as const;
