#!/usr/bin/env node
// In plain JavaScript, so that any Node can start it: `npx hookledger` may find one that cannot read TypeScript yet. The Node that
// `npm ci` has brought along takes over then.
import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(realpathSync(fileURLToPath(import.meta.url)));
const bundledNode = join(here, '..', 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');

if (process.features.typescript) {
  // Some versions warn that reading TypeScript is an experiment, which is no news for an operator.
  process.removeAllListeners('warning');
  await import('./hookledger.ts');
} else if (existsSync(bundledNode) && process.env.HOOKLEDGER_NODE === undefined) {
  const env = { ...process.env, HOOKLEDGER_NODE: 'bundled' };
  const command = spawn(bundledNode, [join(here, 'hookledger.mjs'), ...process.argv.slice(2)], { stdio: 'inherit', env });
  // A command that is asked to end brings its work to an end first; until then nobody should believe that it has ended.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => command.kill(signal));
  command.once('error', () => (process.exitCode = 1)).once('close', (code) => (process.exitCode = code ?? 1));
} else {
  await import('./check-node.mjs');
}
