import { PROBLEM_KINDS, type ProblemKind, problemJson, statusOf } from '../problem.ts';
import type { Answer, Call, Components, Operation } from './shapes.ts';

type Refusal = {
  readonly name: string;
  readonly status: number;
  readonly description: string;
  /** The calls that may answer it. */
  readonly of: (call: Call) => boolean;
};

const needsKey = ({ operation }: Call): boolean => operation.security === undefined;
const hasBody = ({ operation }: Call): boolean => operation.requestBody !== undefined;
const takes = ({ operation }: Call, place: 'path' | 'query'): boolean =>
  (operation.parameters ?? []).some((parameter) => 'in' in parameter && parameter.in === place);

/** What the calls refuse in common. A refusal that only some calls know stands at their routes. */
const REFUSALS: readonly Refusal[] = [
  {
    name: 'BadRequest',
    status: 400,
    description: 'The request does not hold; `errors` says what is wrong with each field',
    of: (call) => hasBody(call) || takes(call, 'query') || takes(call, 'path'),
  },
  { name: 'Unauthorized', status: 401, description: 'There is no live API key in the request', of: needsKey },
  { name: 'Forbidden', status: 403, description: 'The API key may only read', of: (call) => needsKey(call) && call.method !== 'get' },
  { name: 'NotFound', status: 404, description: 'The path names a thing that is not there', of: (call) => takes(call, 'path') },
  { name: 'TooLarge', status: 413, description: 'The body is larger than this call takes', of: hasBody },
  { name: 'InternalError', status: 500, description: 'Something went wrong on our side; it was logged', of: needsKey },
  { name: 'Busy', status: 503, description: 'The keys cannot be checked, or others keep changing the same thing: try again', of: needsKey },
];

const TOO_MANY = 'TooManyRequests';
const PROBLEM_TYPE = 'application/problem+json';

/** The call with the refusals that it shares with others, in place of the one word that a route has for them. */
export const withProblems = (call: Call): Operation => {
  const { default: _, ...own } = call.operation.responses ?? {};
  const shared = REFUSALS.filter(({ of }) => of(call)).map(({ status, name }) => [status, refTo(name)]);
  const others = Object.entries(own).map(([status, answer]) => [status, withProblemExamples(Number(status), answer)]);
  return { ...call.operation, responses: { ...Object.fromEntries([...shared, [429, refTo(TOO_MANY)], ...others]) } };
};

/** A refusal that only this call knows, with an example of each kind of problem that has its status. */
const withProblemExamples = (status: number, answer: Answer): Answer => {
  if ('$ref' in answer) return answer;
  const media = answer.content?.[PROBLEM_TYPE];
  if (media === undefined) return answer;
  return { ...answer, content: { [PROBLEM_TYPE]: { ...media, examples: examplesOf(status, answer.description) } } };
};

const refTo = (name: string) => ({ $ref: `#/components/responses/${name}` });

/** What `withProblems` refers to. */
export const problemComponents = (): NonNullable<Components['responses']> => ({
  ...Object.fromEntries(REFUSALS.map((refusal) => [refusal.name, problemAnswer(refusal)])),
  [TOO_MANY]: tooMany,
});

const problemAnswer = ({ status, description }: Refusal): Answer => ({
  description,
  ...(status === 503 ? { headers: { 'Retry-After': { description: 'Seconds', schema: { type: 'integer', example: 1 } } } } : {}),
  content: {
    [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/Problem' }, examples: examplesOf(status, description) },
  },
});

const examplesOf = (status: number, detail: string) =>
  Object.fromEntries(
    PROBLEM_KINDS.filter((kind) => statusOf(kind) === status).map((kind) => [kind, { value: exampleOfKind(kind, detail) }]),
  );

const exampleOfKind = (kind: ProblemKind, detail: string) =>
  kind === 'validation'
    ? problemJson(kind, 'Not valid: limit', [{ field: 'limit', problem: 'must be a whole number from 1 to 250' }])
    : problemJson(kind, detail);

/** The gateway's own answer, which no code of ours has written. */
const tooMany: Answer = {
  description: 'More requests a second than this address takes; try again in a moment. Answered by the gateway, in its own words',
  content: {
    'application/json': {
      schema: { type: 'object', properties: { message: { type: 'string' } }, required: ['message'] },
      example: { message: 'Too Many Requests' },
    },
  },
};
