import { statSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { bundlingOf } from '../../../lib/aws/bundling.ts';
import { allEntries } from '../../../lib/aws/entries.ts';

/** A built function: its file, its size in bytes, and the bytes that each of its sources became. */
export type Bundle = {
  readonly name: string;
  readonly file: string;
  readonly bytes: number;
  readonly parts: Readonly<Record<string, number>>;
};

export const EMPTY = 'an empty function';
export const FLOOR = '`node:crypto` and `node:https` alone';
export const USUAL = 'the usual handler: stripe, SQS client, zod';
export const INGEST = 'ingest-stripe';

const PEERS = { [EMPTY]: 'empty-handler', [FLOOR]: 'two-modules-handler', [USUAL]: 'usual-handler' };

/** Every function of ours as it is deployed, and the peers by the same settings without our aliases. Run from the root of the project. */
export const buildBundles = async (folder: string): Promise<readonly Bundle[]> => {
  const { alias, plugins, ...asOurs } = bundlingOf(INGEST);
  const peers = Object.entries(PEERS).map(([name, file]) => ({
    name,
    options: { ...asOurs, entryPoints: [`test/bench/peers/${file}.ts`] },
  }));
  const ours = [...allEntries()].map(([name, entry]) => ({ name, options: { ...bundlingOf(name), entryPoints: [entry] } }));
  return Promise.all(
    [...peers, ...ours].map(async ({ name, options }, index) => {
      const file = join(folder, `${index}.mjs`);
      const { metafile } = await build({ ...options, outfile: file, metafile: true, logLevel: 'silent' });
      return { name, file, bytes: statSync(file).size, parts: partsOf(metafile) };
    }),
  );
};

const partsOf = ({ outputs }: Metafile): Readonly<Record<string, number>> => {
  const inputs = Object.values(outputs).flatMap((output) => (output.entryPoint === undefined ? [] : Object.entries(output.inputs)));
  return Object.fromEntries(inputs.map(([path, { bytesInOutput }]) => [path, bytesInOutput]));
};
