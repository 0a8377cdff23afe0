import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { bundleFunctions } from '../lib/aws/bundle-functions.ts';
import { ConfigError } from '../lib/aws/config-error.ts';
import { createStacks } from '../lib/aws/create-stacks.ts';
import { addNag } from '../lib/aws/nag.ts';
import { stageOf } from '../lib/aws/stage-of.ts';

/** `cdk deploy --all -c stage=prod`. */
const synthesise = async (): Promise<void> => {
  const app = new App();
  const name = String(app.node.tryGetContext('stage') ?? 'dev');
  const stage = stageOf(name);
  const bundles = mkdtempSync(join(tmpdir(), 'hookledger-bundles-'));
  try {
    await bundleFunctions(bundles);
    createStacks(app, stage, bundles);
    addNag(app);
    app.synth();
  } finally {
    rmSync(bundles, { recursive: true });
  }
};

try {
  await synthesise();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  for (const problem of error.problems) process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}
