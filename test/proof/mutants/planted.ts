import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bug } from './bugs.ts';

/** The source with the bug in it. Throws when its place is not there, or there twice. */
export const planted = (root: string, { name, file, find, replace }: Bug): string => {
  const source = readFileSync(join(root, file), 'utf8');
  const times = source.split(find).length - 1;
  if (times !== 1) throw new Error(`The bug "${name}" does not fit any more: its text stands ${times} times in ${file}`);
  return source.replace(find, () => replace);
};
