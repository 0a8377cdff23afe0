import { createServer, type Server } from 'node:http';
import * as z from 'zod';
import type { SecretName } from '../../functions/platform/secrets.ts';
import { BUILT_IN_SECRETS } from '../../lib/local/built-in-secrets.ts';

export const secretIdOf = (name: SecretName): string => `hookledger/${name}`;

const SECRETS = new Map(Object.entries(BUILT_IN_SECRETS).map(([name, secret]) => [`hookledger/${name}`, JSON.stringify(secret)]));

const requestSchema = z.object({ SecretId: z.string() });

/**
 * A Secrets Manager that knows the laptop's public secrets and one call. Not listening yet.
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html
 */
export const createSecretsManager = (): Server =>
  createServer(async (request, response) => {
    const answer = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
    };
    if (request.headers['x-amz-target'] !== 'secretsmanager.GetSecretValue') return answer(400, { __type: 'UnknownOperationException' });
    const { data } = requestSchema.safeParse(await jsonOf(request));
    const SecretString = SECRETS.get(data?.SecretId ?? '');
    if (SecretString === undefined) return answer(400, { __type: 'ResourceNotFoundException', Message: 'There is no such secret' });
    answer(200, { Name: data?.SecretId, SecretString, VersionStages: ['AWSCURRENT'] });
  });

const jsonOf = async (request: AsyncIterable<Buffer>): Promise<unknown> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  try {
    return JSON.parse(Buffer.concat(parts).toString());
  } catch {
    return undefined;
  }
};
