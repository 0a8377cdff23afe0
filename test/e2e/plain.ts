import { join } from 'node:path';
import { createCdk } from './cdk.ts';
import { createClients } from './clients.ts';
import { deadLetters } from './dead-letters.ts';
import { findDeployment } from './deployment.ts';
import { startEmulator } from './emulator.ts';
import { fillSecrets } from './fill-secrets.ts';
import { fitMachine } from './fit-machine.ts';
import { flood } from './flood.ts';
import { redeploying } from './redeploying.ts';
import type { Steps } from './steps.ts';
import { sweeping } from './sweeping.ts';
import { createTeam } from './team.ts';
import { webhooks } from './webhooks.ts';

export type Place = { readonly program: string; readonly folder: string };

/** Everything but permissions: the deployment, the wiring, the failures that a team will see. */
export const plain = async (steps: Steps, { program, folder }: Place): Promise<void> => {
  const { needed } = steps;
  const emulator = await needed('Start the emulator', () => startEmulator({ program, folder, enforced: false }));
  try {
    const cdk = createCdk(emulator, folder);
    const assembly = join(folder, 'dev');
    await needed('cdk synth', () => cdk.synth('dev', assembly));
    await needed('cdk bootstrap', () => cdk.bootstrap(assembly));
    const outputs = await needed('cdk deploy --all', () => cdk.deploy(assembly));
    const clients = createClients(emulator.endpoint);
    const deployment = await findDeployment(clients, emulator.endpoint, outputs);
    await needed('Fill in the secrets', () => fillSecrets(clients, deployment));
    await needed('Fit it to this machine', () => fitMachine(clients, deployment));
    const team = createTeam(deployment.url);
    const account = { clients, deployment, team };
    await webhooks(steps, team);
    await flood(steps, team);
    await deadLetters(steps, account);
    await sweeping(steps, account);
    await redeploying(steps, account, { cdk, assembly, folder });
  } finally {
    await emulator.stop();
  }
};
