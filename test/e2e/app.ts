import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { bundleFunctions } from '../../lib/aws/bundle-functions.ts';
import { STAGES } from '../../lib/aws/config.ts';
import { createStacks } from '../../lib/aws/create-stacks.ts';

/** The stacks of a stage that keeps its data, as `prod` does, but needs none of a team's own settings. */
const app = new App();
const config = { ...STAGES.dev, retained: true, alarms: { ...STAGES.dev.alarms, email: 'alarms@example.com' } };
const bundles = mkdtempSync(join(tmpdir(), 'hookledger-bundles-'));
try {
  await bundleFunctions(bundles);
  createStacks(app, { name: 'kept', config }, bundles);
  app.synth();
} finally {
  rmSync(bundles, { recursive: true });
}
