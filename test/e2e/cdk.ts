import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { PROGRAM_WITHIN_MS } from '../support/limits.ts';
import { ACCOUNT, REGION } from './emulator.ts';
import { runCommand } from './run-command.ts';

/** CloudFormation outputs by stack and name. */
export type Outputs = Readonly<Record<string, Readonly<Record<string, string>>>>;
const outputsSchema = z.record(z.string(), z.record(z.string(), z.string()));

/** The CDK CLI as a person types it, pointed at the emulator. Each call throws with what the CLI said when it failed. */
export type Cdk = {
  /** Writes the cloud assembly of an app into a folder. */
  readonly synth: (app: string, assembly: string) => Promise<void>;
  readonly bootstrap: (assembly: string) => Promise<void>;
  readonly deploy: (assembly: string, ...stacks: readonly string[]) => Promise<Outputs>;
  readonly destroy: (assembly: string, ...stacks: readonly string[]) => Promise<void>;
};

export const createCdk = (env: Readonly<Record<string, string>>, folder: string): Cdk => {
  const cdk = (...args: readonly string[]) =>
    runCommand({ command: 'cdk', args: ['--no-notices', '--no-color', ...args], env, withinMs: PROGRAM_WITHIN_MS });
  const outputs = join(folder, 'outputs.json');
  return {
    synth: async (app, assembly) => void (await cdk('synth', '--quiet', '--app', app, '-o', assembly)),
    bootstrap: async (assembly) => void (await cdk('bootstrap', `aws://${ACCOUNT}/${REGION}`, '--app', assembly)),
    deploy: async (assembly, ...stacks) => {
      const which = stacks.length === 0 ? ['--all'] : stacks;
      await cdk('deploy', ...which, '--app', assembly, '--require-approval', 'never', '--outputs-file', outputs);
      return outputsSchema.parse(JSON.parse(await readFile(outputs, 'utf8')));
    },
    destroy: async (assembly, ...stacks) => {
      const which = stacks.length === 0 ? ['--all'] : stacks;
      await cdk('destroy', ...which, '--app', assembly, '--force');
    },
  };
};
