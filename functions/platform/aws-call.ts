import { signPost } from './aws-signature.ts';
import { type Environment, processEnvironment, requiredVariable } from './env.ts';
import { credentialsFrom } from './environment-credentials.ts';
import { postText, type TextAnswer } from './post-text.ts';
import { isRecord, type UnknownRecord } from './record.ts';

export type AwsService = keyof typeof DIALECTS;

/** One call of a service, as its reference tells its input and output. Throws an `AwsCallError`, or what the connection throws. */
export type AwsCall = (operation: string, input: UnknownRecord, signal: AbortSignal) => Promise<UnknownRecord>;

/** What the service says against a call; `name` is its code, such as `AccessDeniedException`. The service's own message is left out. */
export class AwsCallError extends Error {
  override readonly name: string;
  /** HTTP's status. */
  readonly status: number;

  constructor(name: string, status: number) {
    super(`AWS answered ${status}`);
    this.name = name;
    this.status = status;
  }
}

const DIALECTS = {
  sqs: { target: 'AmazonSQS', contentType: 'application/x-amz-json-1.0' },
  secretsmanager: { target: 'secretsmanager', contentType: 'application/x-amz-json-1.1' },
} as const;

/**
 * Calls a service of AWS in its JSON protocol, by the credentials of a function, once: who calls decides whether to try again. For
 * the laptop alone: no function that is deployed calls AWS without the SDK.
 */
export const createAwsCall =
  (service: AwsService, endpoint: URL, env: Environment = processEnvironment()): AwsCall =>
  async (operation, input, signal) => {
    const { target, contentType } = DIALECTS[service];
    const headers = { host: endpoint.host, 'content-type': contentType, 'x-amz-target': `${target}.${operation}` };
    const post = { service, region: requiredVariable(env, 'AWS_REGION'), headers, body: JSON.stringify(input) };
    const signed = signPost(post, credentialsFrom(env), new Date());
    return readAnswer(await postText({ url: endpoint, headers: { ...signed, ...traceOf(env) }, body: post.body }, signal));
  };

/** Lambda's trace of this request: SQS hands it on, and Lambda sees by it when functions call each other for ever. */
const traceOf = (env: Environment): Readonly<Record<string, string>> => {
  const trace = env['_X_AMZN_TRACE_ID'];
  return trace === undefined || trace === '' ? {} : { 'x-amzn-trace-id': trace };
};

const readAnswer = ({ status, text }: TextAnswer): UnknownRecord => {
  const json = parseJson(text);
  if (status !== 200) throw new AwsCallError(codeOf(json), status);
  if (!isRecord(json)) throw new AwsCallError('UnreadableAnswer', status);
  return json;
};

/** The code stands behind the name of a model: `com.amazonaws.sqs#QueueDoesNotExist`. */
const codeOf = (json: unknown): string => {
  const type = isRecord(json) ? json['__type'] : undefined;
  return typeof type === 'string' ? type.slice(type.lastIndexOf('#') + 1) : 'UnknownError';
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
