import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import * as z from 'zod';

const requestSchema = z.object({
  SecretId: z.string(),
  SecretString: z.string().optional(),
  ClientRequestToken: z.string().optional(),
  VersionStages: z.array(z.string()).optional(),
  VersionStage: z.string().optional(),
  RemoveFromVersionId: z.string().optional(),
  MoveToVersionId: z.string().optional(),
});
type Request = z.infer<typeof requestSchema>;

type Answer = { readonly status: number; readonly body: object };
const refused = (type: string): Answer => ({ status: 400, body: { __type: type, message: type } });

/**
 * What the secrets command needs of Secrets Manager, on loopback: versions, labels that move only from where they are.
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecretVersionStage.html
 */
export const startSecretsManager = async (secrets: Readonly<Record<string, string>>) => {
  const versions = new Map(Object.entries(secrets).map(([name, text]) => [name, new Map([['v0', text]])]));
  const live = new Map(Object.keys(secrets).map((name) => [name, 'v0']));
  /** Called before each request is answered: a moment for somebody else. */
  const before: { hook: (operation: string) => void } = { hook: () => {} };

  const operations: Readonly<Record<string, (request: Request) => Answer>> = {
    GetSecretValue: ({ SecretId }) => {
      const version = live.get(SecretId) ?? '';
      const SecretString = versions.get(SecretId)?.get(version);
      if (SecretString === undefined) return refused('ResourceNotFoundException');
      return { status: 200, body: { Name: SecretId, SecretString, VersionId: version, CreatedDate: 1_700_000_000 } };
    },
    PutSecretValue: ({ SecretId, SecretString = '', ClientRequestToken = '', VersionStages = ['AWSCURRENT'] }) => {
      versions.get(SecretId)?.set(ClientRequestToken, SecretString);
      if (VersionStages.includes('AWSCURRENT')) live.set(SecretId, ClientRequestToken);
      return { status: 200, body: { VersionId: ClientRequestToken } };
    },
    UpdateSecretVersionStage: ({ SecretId, RemoveFromVersionId, MoveToVersionId = '' }) => {
      if (live.get(SecretId) !== RemoveFromVersionId) return refused('InvalidParameterException');
      live.set(SecretId, MoveToVersionId);
      return { status: 200, body: { Name: SecretId } };
    },
  };

  const server = createServer(async (request, response) => {
    const operation = String(request.headers['x-amz-target']).replace('secretsmanager.', '');
    before.hook(operation);
    const { status, body } = operations[operation]?.(requestSchema.parse(await json(request))) ?? refused('UnknownOperation');
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    before,
    liveText: (name: string): string => versions.get(name)?.get(live.get(name) ?? '') ?? '',
    put: (name: string, text: string): void =>
      void operations['PutSecretValue']?.({ SecretId: name, SecretString: text, ClientRequestToken: text }),
    stop: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
