import { execFileSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundleFunctions } from '../aws/bundle-functions.ts';
import { writeManifest } from './manifest.ts';

/** The folder that is the package: `npm pack ./dist`. */
export const DIST = 'dist';

/**
 * Builds the package for CDK apps of others: JavaScript with type declarations, the bundles of the functions, the command lines.
 * Node does not strip types below `node_modules`, so the sources alone would not do. Run from the root of the project.
 */
export const runBuild = async (): Promise<void> => {
  rmSync(DIST, { recursive: true, force: true });
  execFileSync(process.execPath, [join('node_modules', 'typescript', 'bin', 'tsc'), '--project', 'tsconfig.build.json'], {
    stdio: 'inherit',
  });
  await bundleFunctions(join(DIST, 'bundles'));
  for (const file of ['README.md', 'LICENSE']) cpSync(file, join(DIST, file));
  writeManifest(DIST);
};
