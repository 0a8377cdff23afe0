import { appendFile, cp, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What makes the code of the next version another one. Its functions say it when they start. */
const CHANGE = "\nconsole.log('the next version');\n";
const HASH = /\b[0-9a-f]{64}\b/g;

/**
 * A copy of a synthesised assembly in which the code of every function is changed: the bundle gets a line more. All that is uploaded,
 * the templates too, gets an address of its own, as the CDK gives to what is new: at an address that is known it uploads nothing.
 * How many functions were changed.
 */
export const writeNextVersion = async (assembly: string, next: string): Promise<number> => {
  await cp(assembly, next, { recursive: true });
  const names = await readdir(next);
  const bundles = [];
  for (const name of names.filter((entry) => entry.startsWith('asset.'))) {
    const renamed = join(next, changed(name));
    await rename(join(next, name), renamed);
    if ((await readdir(renamed)).includes('index.mjs')) bundles.push(join(renamed, 'index.mjs'));
  }
  for (const bundle of bundles) await appendFile(bundle, CHANGE);
  for (const file of names.filter((name) => name.endsWith('.json')).map((name) => join(next, name)))
    await writeFile(file, changed(await readFile(file, 'utf8')));
  return bundles.length;
};

/** Every hash in it backwards, which is as good as another one. */
const changed = (text: string): string => text.replaceAll(HASH, (hash) => [...hash].reverse().join(''));
