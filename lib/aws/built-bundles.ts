import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where `npm run build` leaves the bundles, seen from this file, sources or built. */
const FOLDER = join(import.meta.dirname, '..', '..', 'bundles');

/** The folder of the bundles that came with the package. Throws when there is none: sources are not bundled by themselves. */
export const builtBundles = (): string => {
  if (existsSync(FOLDER)) return FOLDER;
  throw new Error(`The functions are not built (no folder ${FOLDER}): run "npm run build", or say where they are with "bundles"`);
};
