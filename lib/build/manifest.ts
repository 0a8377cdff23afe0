import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const manifestSchema = z.object({
  name: z.string(),
  version: z.string(),
  description: z.string(),
  license: z.string(),
  dependencies: z.record(z.string(), z.string()),
});

/** The team's own app brings these: two copies of a construct library do not know each other's constructs. */
const PEERS = ['aws-cdk-lib', 'constructs'];

/** Writes the package.json of the package: that of the project, less what only the laptop, the tests and the build need. */
export const writeManifest = (folder: string): void => {
  const { dependencies, ...about } = manifestSchema.parse(JSON.parse(readFileSync('package.json', 'utf8')));
  const used = Object.entries(dependencies).filter(([name]) => importedPackages(folder).has(name));
  const manifest = {
    ...about,
    type: 'module',
    engines: { node: '>=20.12' },
    exports: { '.': { types: './lib/aws/package.d.ts', default: './lib/aws/package.js' } },
    bin: { hookledger: 'bin/hookledger.js', 'hookledger-secrets': 'bin/secrets.js' },
    dependencies: Object.fromEntries(used.filter(([name]) => !PEERS.includes(name))),
    peerDependencies: Object.fromEntries(used.filter(([name]) => PEERS.includes(name)).map(([name, version]) => [name, `^${version}`])),
  };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
};

/** The packages that the built sources import. The bundles carry theirs with them. */
const importedPackages = (folder: string): ReadonlySet<string> => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.js'));
  const imports = files.flatMap((path) => [...readFileSync(join(folder, path), 'utf8').matchAll(/(?:from |import\()'([^.'][^']*)'/g)]);
  return new Set(imports.map(([, specifier = '']) => /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? ''));
};
