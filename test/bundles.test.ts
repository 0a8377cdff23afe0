import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { PROVIDER_IDS } from '../functions/domain/keys.ts';
import { BUNDLING } from '../lib/aws/bundling.ts';
import { ENTRIES, ingestEntry } from '../lib/aws/entries.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'hookledger-bundles-'));
const fileOf = (name: string): string => join(FOLDER, `${name}.mjs`);

const INGEST = new Map(PROVIDER_IDS.map((id) => [`ingest-${id}`, ingestEntry(id)]));
/** Source by the name of the function. */
const FUNCTIONS = new Map([...INGEST, ...Object.entries(ENTRIES)]);
const NAMES = [...FUNCTIONS.keys()];

const KIB = 1024;

const metafiles = new Map<string, Metafile>();

beforeAll(async () => {
  for (const [name, entry] of FUNCTIONS) {
    const { metafile } = await build({ ...BUNDLING, entryPoints: [entry], outfile: fileOf(name), metafile: true, logLevel: 'silent' });
    metafiles.set(name, metafile);
  }
}, 60_000);

afterAll(() => {
  const sizes = NAMES.map((name) => `${name} ${Math.round(statSync(fileOf(name)).size / KIB)} KiB`);
  process.stdout.write(`bundles: ${sizes.join(', ')}\n`);
  rmSync(FOLDER, { recursive: true });
});

/** Run before the bundle: whatever opens a connection fails. */
const OFFLINE = `import net from 'node:net';
import dns from 'node:dns';
const refuse = () => { throw new Error('a bundle reaches for the network while it is loaded'); };
net.Socket.prototype.connect = refuse;
dns.lookup = refuse;`;

/** What a fresh process without network and without environment says of a bundle that it loads. */
const load = (name: string) => {
  const script = `const bundle = await import(${JSON.stringify(fileOf(name))});
console.log(JSON.stringify(Object.entries(bundle).map(([key, value]) => [key, typeof value])));`;
  const preload = `data:text/javascript,${encodeURIComponent(OFFLINE)}`;
  const args = ['--import', preload, '--input-type=module', '--eval', script];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { env: {}, encoding: 'utf8', timeout: 10_000 });
  return { stdout: stdout.trim(), stderr, status };
};

/** The sources of ours and the packages that ended up in a bundle. */
const inputsOf = (name: string): readonly string[] => Object.keys(metafiles.get(name)?.inputs ?? {});

it.each(NAMES)('the bundle of %s loads in a fresh process and is one handler', (name) =>
  expect(load(name)).toEqual({ stdout: '[["handler","function"]]', stderr: '', status: 0 }),
);

// The SQS client with what it needs is 318 KB of it, the client of Secrets Manager, loaded only for a secret that is not cached, 30.
it.each([...INGEST.keys()])('the bundle of %s holds no parser, no schema library, and is small', (name) => {
  expect(
    inputsOf(name).filter((path) => /node_modules\/(zod|fast-xml-parser|hono)\/|\/(parse|schema|index|testkit)\.ts$/.test(path)),
  ).toEqual([]);
  expect(statSync(fileOf(name)).size).toBeLessThan(360 * KIB);
});

it('no bundle holds a testkit, a test or the stack of the laptop', () => {
  const inputs = NAMES.flatMap(inputsOf);
  expect(inputs.filter((path) => /testkit\.ts$|^test\/|^lib\/local\//.test(path))).toEqual([]);
  expect(inputs).toContain('functions/ingest/create-ingest-handler.ts');
});
