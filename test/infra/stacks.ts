import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as z from 'zod';
import { STAGES } from '../../lib/aws/config.ts';
import { createStacks } from '../../lib/aws/create-stacks.ts';
import { allEntries } from '../../lib/aws/entries.ts';
import type { StageConfig } from '../../lib/aws/stage-config.ts';

const { context } = z.object({ context: z.record(z.string(), z.unknown()) }).parse(JSON.parse(readFileSync('cdk.json', 'utf8')));

/** The stage `prod` as a team has filled it in. */
export const PRODUCTION: StageConfig = {
  ...STAGES.prod,
  settings: { ...STAGES.prod.settings, recurly: { currency: 'EUR' }, chargify: { currency: 'EUR', site: 'example' } },
  alarms: { ...STAGES.prod.alarms, email: 'alarms@example.com' },
};

/** All that a test file or a program writes on its way; gone when it ends. */
const FOLDER = mkdtempSync(join(tmpdir(), 'hookledger-infra-'));
const removeFolder = () => rmSync(FOLDER, { recursive: true });
if ('afterAll' in globalThis) afterAll(removeFolder);
else process.once('exit', removeFolder);

/** Stands for the bundles, which test/bundles.test.ts builds: the templates differ by the hashes of the code alone. */
const stubBundles = (): string => {
  const folder = join(FOLDER, 'bundles');
  mkdirSync(folder);
  for (const name of allEntries().keys()) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'index.mjs'), 'export const handler = async () => {};\n');
  }
  return folder;
};

export const BUNDLES = stubBundles();

/**
 * An app as `cdk synth` starts it, but not held to CloudFormation's own rules: that takes seconds each time, and every `cdk synth`
 * does it. Here it is the meaning that counts.
 */
export const anApp = (): App => new App({ context, outdir: mkdtempSync(join(FOLDER, 'cdk-')), builtinCloudFormationValidation: false });

/** The stacks of a stage as `cdk synth` makes them, but for the code of the functions. */
export const stacksOf = (name: string, config: StageConfig, app = anApp()) => createStacks(app, { name, config }, BUNDLES);

/** Their templates. */
export const templatesOf = (name: string, config: StageConfig) => {
  const { data, service } = stacksOf(name, config);
  return { data: Template.fromStack(data), functions: Template.fromStack(service) };
};

const exported = z.object({ Value: z.unknown(), Export: z.object({ Name: z.string() }) });

/** The name by which the functions' template knows the ARN of the resource of the data's template whose id holds this. */
export const importOf = (data: Template, id: string): string => {
  const outputs = Object.values(data.findOutputs('*')).map((output) => exported.parse(output));
  const namesOf = (value: RegExp) => outputs.filter(({ Value }) => value.test(JSON.stringify(Value))).map(({ Export }) => Export.Name);
  // The reference to a secret is its ARN already.
  const names = [...namesOf(new RegExp(`"Fn::GetAtt":\\["Data${id}[^"]*","Arn"`)), ...namesOf(new RegExp(`"Ref":"DataSecret${id}`))];
  const [name, ...others] = names;
  if (name === undefined || others.length > 0) throw new Error(`The data's template has ${names.length} of ${id}`);
  return JSON.stringify({ 'Fn::ImportValue': name });
};
