import { join } from 'node:path';
import { build } from 'esbuild';
import { bundlingOf } from './bundling.ts';
import { allEntries } from './entries.ts';

/** Writes the bundle of every function: `<folder>/<name>/index.mjs`. Run from the root of the project. */
export const bundleFunctions = async (folder: string): Promise<void> => {
  const bundles = [...allEntries()].map(([name, entry]) =>
    build({ ...bundlingOf(name), entryPoints: [entry], outfile: join(folder, name, 'index.mjs'), logLevel: 'warning' }),
  );
  await Promise.all(bundles);
};
