import { build } from 'esbuild';
import { forbiddenImports } from './support/layers.ts';
import { importsOf, readSources, resolveImport, type Source } from './support/sources.ts';

const SOURCES = readSources('functions', 'lib', 'bin');

/** What a source says that no source may say, by what is wrong with it. */
const BANNED: readonly (readonly [problem: string, text: RegExp, except: RegExp])[] = [
  // Settings and secrets come as arguments: a test, the laptop and AWS each give their own.
  ['reads the environment', /\bprocess\.env\b|\benv\b[^;]*from 'node:process'/, /^functions\/platform\/env\.ts$/],
  // The named import of zod makes a bundle twice as large.
  ["imports names of 'zod'", /^import (?!(type )?\* as z from).*from '(zod|\.{1,2}\/zod\.ts)'/m, /^$/],
  // It is all of zod.
  ["imports the 'z' of '@hono/zod-openapi'", /^import [^;]*\bz\b[^;]*from '@hono\/zod-openapi'/m, /^$/],
  ['has a default export', /^export default\b|\bas default\b/m, /^$/],
  ['has a class that is no error', /^(export )?(abstract )?class \w+ (?!extends \w*Error\b)/m, /^lib\//],
  // Tests run the sources as CommonJS, and know of it no more than the folder.
  ['uses import.meta', /\bimport\.meta\b/, /^lib\/aws\/built-bundles\.ts$/],
];

const problemsOf = (source: Source): readonly string[] => [
  ...forbiddenImports(source).map((name) => `imports ${name}`),
  ...BANNED.filter(([, text, except]) => text.test(source.text) && !except.test(source.path)).map(([problem]) => problem),
];

describe('the rules of who may import whom', () => {
  it.each(SOURCES)('are kept by $path', (source) => expect(problemsOf(source)).toEqual([]));

  it.each<[path: string, text: string, problem: string]>([
    ['functions/domain/money.ts', "import * as z from 'zod';", 'imports zod'],
    ['functions/domain/money.ts', "import type { Log } from '../platform/log.ts';", 'imports functions/platform/log.ts'],
    ['functions/platform/log.ts', "export { createApi } from '../api/create-api.ts';", 'imports functions/api/create-api.ts'],
    ['functions/providers/stripe/parse.ts', "import { parse } from '../recurly/parse.ts';", 'imports functions/providers/recurly/parse.ts'],
    ['functions/providers/stripe/parse.ts', "import {\n  type Testkit,\n} from '../testkit.ts';", 'imports functions/providers/testkit.ts'],
    ['functions/providers/stripe/verify.ts', "import { SQSClient } from '@aws-sdk/client-sqs';", 'imports @aws-sdk/client-sqs'],
    ['functions/providers/stripe/parse.ts', "import { handler } from '../../ingest/lambda.ts';", 'imports functions/ingest/lambda.ts'],
    ['functions/ledger/keys.ts', "await import('../process/sweep.ts');", 'imports functions/process/sweep.ts'],
    ['functions/ingest/delivery.ts', "import * as z from 'zod';", 'imports zod'],
    ['functions/process/sweep.ts', "import '@aws-sdk/client-dynamodb';", 'imports @aws-sdk/client-dynamodb'],
    ['functions/api/events.ts', "type Swept = import('../process/sweep.ts').Swept;", 'imports functions/process/sweep.ts'],
    ['functions/api/events.ts', "import { providers } from '../providers/all.ts';", 'imports functions/providers/all.ts'],
    ['functions/api/events.ts', "import { options } from '../../lib/local/options.ts';", 'imports lib/local/options.ts'],
    ['functions/api/events.ts', "import { NOW } from '../../test/support/ingest.ts';", 'imports test/support/ingest.ts'],
    [
      'lib/aws/stack.ts',
      "import { stripe } from '../../functions/providers/stripe/index.ts';",
      'imports functions/providers/stripe/index.ts',
    ],
    ['functions/new/thing.ts', '', 'imports its place: no layer is made for it'],
    ['functions/api/events.ts', "const stage = process.env['STAGE'];", 'reads the environment'],
    ['functions/platform/payload.ts', "import { z } from 'zod';", "imports names of 'zod'"],
    ['functions/api/health.ts', "import { z } from './zod.ts';", "imports names of 'zod'"],
    ['functions/api/health.ts', "import * as z from 'zod';", 'imports zod'],
    ['functions/api/health.ts', "import { createRoute, z } from '@hono/zod-openapi';", "imports the 'z' of '@hono/zod-openapi'"],
    ['functions/api/health.ts', 'export default {};', 'has a default export'],
    ['functions/providers/provider.ts', "import { stripe } from './stripe/index.ts';", 'imports functions/providers/stripe/index.ts'],
    ['functions/ledger/ledger.ts', 'export class Ledger {}', 'has a class that is no error'],
    ['lib/local/options.ts', 'const here = import.meta.dirname;', 'uses import.meta'],
  ])('are broken by %s with %j', (path, text, problem) => expect(problemsOf({ path, text })).toEqual([problem]));
});

it('sees every import that a bundler sees', async () => {
  const { metafile } = await build({
    entryPoints: SOURCES.map(({ path }) => path),
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    outdir: 'unwritten',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  for (const source of SOURCES) {
    const bundled = metafile.inputs[source.path]?.imports;
    expect(bundled).toBeDefined();
    // Resolved by hand where it was relative: the bundler tells the real path, which a linked node_modules has elsewhere.
    const names = bundled?.map(({ path, original = path }) => resolveImport(source.path, original));
    expect(importsOf(source)).toEqual(expect.arrayContaining(names ?? []));
  }
});

it('every property is tried with the seed of test/support/properties.ts', () => {
  const users = readSources('test').filter((source) => importsOf(source).includes('fast-check'));
  expect(users.map(({ path }) => path)).toEqual(['test/support/properties.ts']);
});
