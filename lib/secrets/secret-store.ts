import { randomUUID } from 'node:crypto';
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  type SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { isRecord } from '../../functions/platform/record.ts';
import { CliError } from '../cli/cli-error.ts';
import type { SecretPart } from './kinds.ts';
import type { PartSecret } from './live-values.ts';

export type StoredSecret = { readonly secret: PartSecret; readonly version: string; readonly since: Date };

export type SecretStore = {
  readonly read: (part: SecretPart) => Promise<StoredSecret>;
  /** Replaces the version that was read. False when somebody else was faster: read again, decide again. */
  readonly replace: (part: SecretPart, secret: PartSecret, version: string) => Promise<boolean>;
};

/** Where a new version stands until it is the live one. */
const NEXT = 'HOOKLEDGER_NEXT';
const LIVE = 'AWSCURRENT';

/**
 * The secrets of one stage in Secrets Manager. A put alone would overwrite what another person put a moment before; moving the label of
 * the live version *from the version that was read* is refused when it has moved.
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecretVersionStage.html
 */
export const createSecretStore = (client: SecretsManagerClient, stage: string): SecretStore => {
  const nameOf = (part: SecretPart): string => `hookledger/${stage}/${part}`;
  return {
    read: async (part) => {
      const command = new GetSecretValueCommand({ SecretId: nameOf(part), VersionStage: LIVE });
      const {
        SecretString = '',
        VersionId = '',
        CreatedDate = new Date(0),
      } = await client.send(command).catch((error: unknown) => {
        throw readable(error, nameOf(part));
      });
      return { secret: parse(SecretString, nameOf(part)), version: VersionId, since: CreatedDate };
    },
    replace: async (part, secret, version) => {
      const SecretId = nameOf(part);
      const next = randomUUID();
      const SecretString = JSON.stringify(secret);
      await client.send(new PutSecretValueCommand({ SecretId, ClientRequestToken: next, SecretString, VersionStages: [NEXT] }));
      const move = { SecretId, VersionStage: LIVE, RemoveFromVersionId: version, MoveToVersionId: next };
      try {
        await client.send(new UpdateSecretVersionStageCommand(move));
        return true;
      } catch (error) {
        if (isNamed(error, 'InvalidParameterException') || isNamed(error, 'InvalidRequestException')) return false;
        throw error;
      }
    },
  };
};

const parse = (text: string, name: string): PartSecret => {
  try {
    const json: unknown = JSON.parse(text);
    if (isRecord(json)) return json;
  } catch {
    // The parser's own message would quote the secret.
  }
  throw new CliError(`The secret ${name} is not a JSON object. Put {} into it in the Secrets Manager console, then try again.`);
};

const isNamed = (error: unknown, name: string): boolean => error instanceof Error && error.name === name;

const readable = (error: unknown, name: string): unknown => {
  if (isNamed(error, 'ResourceNotFoundException')) {
    return new CliError(`There is no secret ${name} in this account and region: deploy the stage first, or check --stage and --region.`);
  }
  if (isNamed(error, 'CredentialsProviderError')) {
    return new CliError('There are no AWS credentials: set AWS_PROFILE, or the variables that your AWS access portal shows.');
  }
  if (isNamed(error, 'AccessDeniedException')) return new CliError(`These AWS credentials may not read the secret ${name}.`);
  return error;
};
