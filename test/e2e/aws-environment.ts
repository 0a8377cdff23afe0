import { join } from 'node:path';
import { PROJECT_ROOT } from '../support/local-process.ts';
import { CREDENTIALS, type Emulator, REGION } from './emulator.ts';

/** What points the commands that a person types at the emulator, and keeps their files in the folder of this run. */
export const awsEnvironment = ({ endpoint, certificate }: Pick<Emulator, 'endpoint' | 'certificate'>, folder: string) => ({
  PATH: `${join(PROJECT_ROOT, 'node_modules/.bin')}:${process.env['PATH']}`,
  HOME: folder,
  TMPDIR: folder,
  AWS_ENDPOINT_URL: endpoint,
  AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
  AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
  AWS_REGION: REGION,
  AWS_DEFAULT_REGION: REGION,
  CDK_DISABLE_CLI_TELEMETRY: '1',
  ...(certificate === undefined ? {} : { NODE_EXTRA_CA_CERTS: certificate }),
});
