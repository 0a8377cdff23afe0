import { join } from 'node:path';
import type { Account } from './account.ts';
import { awsEnvironment } from './aws-environment.ts';
import { type Cdk, createCdk } from './cdk.ts';
import { createClients } from './clients.ts';
import { findDeployment } from './deployment.ts';
import { type Emulator, startEmulator } from './emulator.ts';
import { fillSecrets } from './fill-secrets.ts';
import { fitMachine } from './fit-machine.ts';
import { giveBesides } from './grants.ts';
import { liveTestkits } from './live-testkits.ts';
import type { Steps } from './steps.ts';
import { createTeam } from './team.ts';

export type Place = { readonly program: string; readonly folder: string };

export type Deployed = Account & {
  readonly cdk: Cdk;
  readonly assembly: string;
  readonly folder: string;
  readonly stacks: readonly string[];
};

type Wish = { readonly app: string; readonly stage: string; readonly enforced: boolean };

/** From nothing to a Hookledger that is ready for webhooks, by the commands that a person types; then what `act` does with it. */
export const withDeployed = async (steps: Steps, place: Place, wish: Wish, act: (deployed: Deployed) => Promise<void>): Promise<void> => {
  const emulator = await steps.needed('Start the emulator', () => startEmulator({ ...place, enforced: wish.enforced }));
  try {
    await act(await deploy(steps, place, wish, emulator));
  } finally {
    await emulator.stop();
  }
};

const deploy = async ({ needed }: Steps, { folder }: Place, { app, stage, enforced }: Wish, emulator: Emulator): Promise<Deployed> => {
  const { endpoint } = emulator;
  const env = awsEnvironment(emulator, folder);
  const cdk = createCdk(env, folder);
  const assembly = join(folder, 'assembly');
  await needed('cdk synth', () => cdk.synth(app, assembly));
  await needed('cdk bootstrap', () => cdk.bootstrap(assembly));
  const outputs = await needed('cdk deploy --all', () => cdk.deploy(assembly));
  const clients = createClients(endpoint);
  const deployment = await findDeployment(clients, endpoint, outputs);
  if (enforced) await letReadSecrets(clients, deployment);
  const { apiKey } = await needed('Fill in the secrets', () => fillSecrets(stage, env));
  await needed('Fit it to this machine', () => fitMachine(clients, deployment));
  return {
    endpoint,
    clients,
    deployment,
    apiKey,
    team: createTeam(deployment.url, apiKey),
    cdk,
    assembly,
    folder,
    stacks: Object.keys(outputs),
  };
};

/** In the emulator the policy of a secret names the secret and not its ARN, and so permits nothing. */
const letReadSecrets = async (clients: Account['clients'], deployment: Account['deployment']): Promise<void> => {
  for (const to of ['api', ...liveTestkits.map(({ provider }) => `ingest-${provider.id}` as const)] as const)
    await giveBesides(clients, deployment, { to, action: 'secretsmanager:GetSecretValue' });
};
