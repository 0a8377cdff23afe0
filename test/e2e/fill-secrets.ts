import { PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { testkits } from '../support/testkits.ts';
import type { Clients } from './clients.ts';
import type { Deployment } from './deployment.ts';

/** The key that this team's back end calls the API by. */
export const API_KEY = 'key-of-the-end-to-end-run';

/** Fills in the secrets that a deployment leaves empty, as a person does once: each provider's, and the API's keys. */
export const fillSecrets = async ({ secrets }: Clients, deployment: Deployment): Promise<void> => {
  const put = (id: string, value: object) => secrets.send(new PutSecretValueCommand({ SecretId: id, SecretString: JSON.stringify(value) }));
  for (const { provider, secret } of testkits) await put(await deployment.told(`ingest-${provider.id}`, 'HOOKLEDGER_SECRET_ID'), secret);
  const keys = [{ name: 'e2e', key: API_KEY, scope: 'write' }];
  await put(await deployment.told('api', 'HOOKLEDGER_SECRET_ID'), { keys });
};
