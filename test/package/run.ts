import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runBuild } from '../../lib/build/run-build.ts';
import { PROGRAM_WITHIN_MS } from '../support/limits.ts';
import { exampleApp } from './example.ts';
import { countTypes } from './template.ts';

/*
 * Installs the packed package into an empty CDK app, as another team does, and synthesises the app of docs/deploy.md with every Node
 * that is at hand. Needs a package registry.
 */

const TSC = resolve('node_modules/typescript/bin/tsc');
const app = mkdtempSync(join(tmpdir(), 'hookledger-package-'));

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Without the folder that npm puts first: there the Node of this project lies. */
const outerPath = (process.env['PATH'] ?? '')
  .split(':')
  .filter((folder) => !folder.includes('node_modules'))
  .join(':');

const run = (command: string, args: readonly string[], over: NodeJS.ProcessEnv = {}): string =>
  execFileSync(command, [...args], { cwd: app, encoding: 'utf8', timeout: PROGRAM_WITHIN_MS, env: { ...process.env, ...over } });

const versionOf = (name: string): string => JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version;

const install = (): void => {
  const [tarball = ''] = run('npm', ['pack', resolve('dist'), '--silent'])
    .trim()
    .split('\n');
  const dependencies = { hookledger: `file:${tarball}`, 'aws-cdk-lib': versionOf('aws-cdk-lib'), constructs: versionOf('constructs') };
  writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'an-app', private: true, type: 'module', dependencies }));
  run('npm', ['install', '--no-audit', '--no-fund', '--silent']);
};

const compile = (): void => {
  writeFileSync(join(app, 'app.ts'), exampleApp());
  const strict = ['--strict', '--skipLibCheck', 'false', '--types', ''];
  run(process.execPath, [TSC, ...strict, '--module', 'nodenext', '--target', 'es2022', '--lib', 'esnext,dom', 'app.ts']);
};

const EXPECTED = {
  revenue: { 'AWS::Lambda::Function': 5, 'AWS::ApiGatewayV2::Api': 1, 'AWS::Lambda::EventSourceMapping': 1 },
  'revenue-data': { 'AWS::DynamoDB::GlobalTable': 4, 'AWS::SQS::Queue': 2, 'AWS::SecretsManager::Secret': 6 },
};

const synthesise = (node: string, path: string): void => {
  const assembly = join(app, `cdk.out-${run(node, ['--version'], { PATH: path }).trim()}`);
  run(node, ['app.js'], { PATH: path, CDK_OUTDIR: assembly });
  for (const [stack, types] of Object.entries(EXPECTED)) {
    const counts = countTypes(assembly, stack);
    assert.deepEqual(Object.fromEntries(Object.keys(types).map((type) => [type, counts[type]])), types);
  }
  say(`synthesised with Node ${run(node, ['--version'], { PATH: path }).trim()}`);
};

try {
  await runBuild();
  say('built');
  install();
  say('packed and installed into an empty app');
  compile();
  say('the app of docs/deploy.md compiles against its declarations');
  synthesise(process.execPath, outerPath);
  synthesise('node', outerPath);
  assert.match(run(join(app, 'node_modules/.bin/hookledger'), ['--help']), /explain/);
  assert.match(run(join(app, 'node_modules/.bin/hookledger-secrets'), ['--help']), /rotate/);
  say('its two command lines run');
} finally {
  rmSync(app, { recursive: true, force: true });
}
