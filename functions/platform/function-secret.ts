import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SecretLocation } from './env.ts';
import { loadFromFile, parseSecrets } from './secret-loaders.ts';
import type { SecretLoader } from './secrets.ts';

/** The loader for a function's secret, wherever its environment says that it is. */
export const secretLoaderFor = (location: SecretLocation): SecretLoader =>
  location.kind === 'file' ? loadFromFile(location.path) : loadFromSecretsManager(location.id);

/**
 * One secret of Secrets Manager, which holds one part: a function may read no other. The client is made at the first load. It is
 * imported above all the same: a bundle with an import in the middle is larger, and takes longer to load.
 */
const loadFromSecretsManager = (id: string): SecretLoader => {
  let client: SecretsManagerClient | undefined;
  return async (_name, abortSignal) => {
    client ??= new SecretsManagerClient({ maxAttempts: 2 });
    const { SecretString = '{}' } = await client.send(new GetSecretValueCommand({ SecretId: id }), { abortSignal });
    return parseSecrets(SecretString);
  };
};
