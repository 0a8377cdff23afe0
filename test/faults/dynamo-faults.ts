import { DynamoDBClient, DynamoDBServiceException, TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { TestDynamo } from '../support/dynamo.ts';

/** What becomes of one attempt at a request: it is done, refused with this error, or done with its answer lost. */
export type Fate = 'done' | 'ack lost' | { readonly code: string; readonly status?: number };

/** One attempt of the SDK, by the name of its command. */
export type Decide = (command: string, input: unknown) => Fate;

/**
 * A DynamoDB that fails as it is told to, at the place where the SDK sends a request: below its retries, so that each attempt meets its
 * own fate. What is done is done by the emulator at the endpoint.
 */
export const unreliableDynamo = (endpoint: string, decide: Decide, maxAttempts = 3): DynamoDBDocumentClient => {
  const client = new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts,
  });
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const fate = decide(commandName, args.input);
        if (typeof fate === 'object') throw refusal(fate.code, fate.status ?? 400);
        const output = await next(args);
        if (fate === 'ack lost') throw refusal('InternalServerError', 500);
        return output;
      },
    { step: 'deserialize', name: 'unreliable', priority: 'high' },
  );
  return DynamoDBDocumentClient.from(client);
};

/** Where an emulator listens. */
export const endpointOf = async ({ client }: TestDynamo): Promise<string> => {
  const endpoint = await client.config.endpoint?.();
  if (endpoint === undefined) throw new Error('The emulator has no endpoint');
  return `http://${endpoint.hostname}:${endpoint.port}`;
};

const refusal = (name: string, httpStatusCode: number): Error => {
  const told = { message: 'told by a test', $metadata: { httpStatusCode } };
  if (name === 'TransactionConflictException') return new TransactionConflictException(told);
  return new DynamoDBServiceException({ ...told, name, $fault: httpStatusCode < 500 ? 'client' : 'server' });
};
