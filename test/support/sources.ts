import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** A file by its path from the root of the project, with slashes. */
export type Source = { readonly path: string; readonly text: string };

const ROOT = join(__dirname, '../..');

/** Every TypeScript source under these folders. */
export const readSources = (...folders: readonly string[]): readonly Source[] =>
  folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => ({ path: posix.join(folder, file), text: readFileSync(join(ROOT, folder, file), 'utf8') })),
  );

/** `import … from`, `export … from`, types too: between the keyword and `from` stand names only. */
const FROM = /^(?:import|export)\b[^'"=(]*\bfrom\s+['"]([^'"]+)['"]/gm;
/** `import 'x'`, `import('x')`, `require('x')`. */
const BARE = /^import\s+['"]([^'"]+)['"]|\b(?:import|require)\(\s*['"]([^'"]+)['"]/gm;

/** What a source imports, types included: paths from the root for our own files, names for packages. */
export const importsOf = ({ path, text }: Source): readonly string[] =>
  [...text.matchAll(FROM), ...text.matchAll(BARE)].map(([, one, other]) => one ?? other ?? '').map((name) => resolveImport(path, name));

/** A path from the root for a relative import; a package as it is. */
export const resolveImport = (from: string, name: string): string => (name.startsWith('.') ? posix.join(posix.dirname(from), name) : name);
