import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { bundlingOf } from '../../lib/aws/bundling.ts';
import { allEntries, type FunctionName } from '../../lib/aws/entries.ts';
import { TEST_WITHIN_MS } from '../support/limits.ts';
import { readSources } from '../support/sources.ts';
import BUDGETS from './budgets.json' with { type: 'json' };

const FOLDER = mkdtempSync(join(tmpdir(), 'hookledger-bundles-'));
const fileOf = (name: FunctionName): string => join(FOLDER, `${name}.mjs`);

const NAMES = [...allEntries().keys()];
const INGEST = NAMES.filter((name) => name.startsWith('ingest-'));

/** What an ingest function may weigh at most, in bytes: a provider waits for its cold start. */
const INGEST_LIMIT = 330_000;

const metafiles = new Map<FunctionName, Metafile>();

beforeAll(async () => {
  for (const [name, entry] of allEntries()) {
    const { metafile } = await build({
      ...bundlingOf(name),
      entryPoints: [entry],
      outfile: fileOf(name),
      metafile: true,
      logLevel: 'silent',
    });
    metafiles.set(name, metafile);
  }
});

afterAll(() => {
  rmSync(FOLDER, { recursive: true });
});

/** Run before the bundle: whatever opens a connection fails. */
const OFFLINE = `import net from 'node:net';
import dns from 'node:dns';
const refuse = () => { throw new Error('a bundle reaches for the network while it is loaded'); };
net.Socket.prototype.connect = refuse;
dns.lookup = refuse;`;

/** What a fresh process without network and without environment says of a bundle that it loads. */
const load = (name: FunctionName) => {
  const script = `const bundle = await import(${JSON.stringify(fileOf(name))});
console.log(JSON.stringify(Object.entries(bundle).map(([key, value]) => [key, typeof value])));`;
  const preload = `data:text/javascript,${encodeURIComponent(OFFLINE)}`;
  const args = ['--import', preload, '--input-type=module', '--eval', script];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { env: {}, encoding: 'utf8', timeout: TEST_WITHIN_MS });
  return { stdout: stdout.trim(), stderr, status };
};

const sizeOf = (name: FunctionName): number => statSync(fileOf(name)).size;

/** The sources of ours and the packages that ended up in a bundle. */
const inputsOf = (name: FunctionName): readonly string[] => Object.keys(metafiles.get(name)?.inputs ?? {});

it.each(NAMES)('the bundle of %s loads in a fresh process and is one handler', (name) =>
  expect(load(name)).toEqual({ stdout: '[["handler","function"]]', stderr: '', status: 0 }),
);

it.each(INGEST)('the bundle of %s holds no parser, no schema library, and is small', (name) => {
  const others = /node_modules\/(?!@aws-sdk\/|@smithy\/|@aws\/|bowser\/)/;
  expect(inputsOf(name).filter((path) => others.test(path))).toEqual([]);
  expect(inputsOf(name).filter((path) => /\/(parse|schema|index|testkit)\.ts$/.test(path))).toEqual([]);
  expect(sizeOf(name)).toBeLessThan(INGEST_LIMIT);
});

/** What Node loads slowly, and an ingest function needs late or never: by the names of Node's own list of what it has loaded. */
const SLOW = [
  'zlib',
  'http',
  'http2',
  'fs/promises',
  'internal/deps/undici/undici',
  'internal/repl/history',
  'internal/process/finalization',
];

it.each(INGEST)('the bundle of %s loads none of what Node loads slowly before it is needed', (name) => {
  const script = `await import(${JSON.stringify(fileOf(name))}); console.log(JSON.stringify(process.moduleLoadList));`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    env: {},
    encoding: 'utf8',
    timeout: TEST_WITHIN_MS,
  });
  const loaded: readonly string[] = JSON.parse(stdout).map((entry: string) => entry.replace('NativeModule ', ''));
  expect(loaded).toContain('https');
  expect(SLOW.filter((slow) => loaded.includes(slow))).toEqual([]);
});

it('no bundle holds messages of zod in another language than English, and no source asks for one', () => {
  const inputs = NAMES.flatMap(inputsOf);
  expect([...new Set(inputs.filter((path) => path.includes('/locales/')))].map((path) => basename(path)).sort()).toEqual([
    'en.js',
    'index.js',
  ]);
  const sources = readSources('functions').filter(({ text }) => /\blocales\b/.test(text));
  expect(sources.map(({ path }) => path)).toEqual([]);
});

it('no source calls AWS but through its SDK', () => {
  const callers = readSources('functions').filter(({ text }) => /node:(https?|http2|tls|net)\b/.test(text));
  expect(callers.map(({ path }) => path)).toEqual([]);
});

it('no bundle holds the credentials of anything but a function', () => {
  const chain = /node_modules\/@(aws-sdk|smithy)\/(credential-provider|token-providers|nested-clients)/;
  expect(NAMES.flatMap(inputsOf).filter((path) => chain.test(path))).toEqual([]);
});

// A bundle that became smaller by more than that is to be written down, too, or it could grow back unnoticed.
it.each(NAMES)('the bundle of %s is within 2 %% of its budget in test/bundles/budgets.json', (name) => {
  const budget = BUDGETS[name];
  expect({ name, bytes: sizeOf(name), within: Math.abs(sizeOf(name) - budget) <= budget * 0.02 }).toMatchObject({ within: true });
});

it.each(NAMES)('the bundle of %s has the same bytes each time that it is built', async (name) => {
  const entry = allEntries().get(name) ?? '';
  const { outputFiles } = await build({
    ...bundlingOf(name),
    entryPoints: [entry],
    outfile: fileOf(name),
    write: false,
    logLevel: 'silent',
  });
  expect(outputFiles.map(({ path, contents }) => readFileSync(path).equals(contents))).not.toContain(false);
  expect(outputFiles.map(({ path }) => path)).toContain(fileOf(name));
});

it('no bundle holds a testkit, a test or the stack of the laptop', () => {
  const inputs = NAMES.flatMap(inputsOf);
  expect(inputs.filter((path) => /testkit\.ts$|^test\/|^lib\/local\//.test(path))).toEqual([]);
  expect(inputs).toContain('functions/ingest/create-ingest-handler.ts');
});
