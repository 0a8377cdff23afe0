import { createHash, createHmac } from 'node:crypto';
import type { AwsCredentials } from './environment-credentials.ts';

/** A POST to the root of an AWS service. Names of headers in lower case; `host` is among them. */
export type UnsignedPost = {
  readonly service: string;
  readonly region: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/**
 * The headers with which AWS takes the POST: those given and `authorization`, `x-amz-date`, for passing credentials also
 * `x-amz-security-token`. Signature Version 4 over all of them and the body; good for five minutes around `now`.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export const signPost = (post: UnsignedPost, credentials: AwsCredentials, now: Date): Readonly<Record<string, string>> => {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const time = now.toISOString().replace(/[-:]|\.\d+/g, '');
  const token = sessionToken === undefined ? {} : { 'x-amz-security-token': sessionToken };
  const headers = { ...post.headers, 'x-amz-date': time, ...token };
  const names = Object.keys(headers).sort();
  const scope = [time.slice(0, 8), post.region, post.service, 'aws4_request'];
  const key = scope.reduce<string | Buffer>((parent, part) => hmac(parent, part).digest(), `AWS4${secretAccessKey}`);
  const text = [ALGORITHM, time, scope.join('/'), sha256(canonicalText(headers, names, post.body))].join('\n');
  const claims = [`Credential=${accessKeyId}/${scope.join('/')}`, `SignedHeaders=${names.join(';')}`];
  return { ...headers, authorization: `${ALGORITHM} ${[...claims, `Signature=${hmac(key, text).digest('hex')}`].join(', ')}` };
};

const ALGORITHM = 'AWS4-HMAC-SHA256';

/** The path is always `/`, the query always empty. */
const canonicalText = (headers: Readonly<Record<string, string>>, names: readonly string[], body: string): string =>
  ['POST', '/', '', ...names.map((name) => `${name}:${headers[name]}`), '', names.join(';'), sha256(body)].join('\n');

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text);

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
