import { importsOf, type Source } from './sources.ts';

/** The files that a pattern names, and what they may import besides their own folder: our files by pattern, packages by name. */
type Layer = { readonly files: string; readonly may: readonly string[] };

const DOMAIN = 'functions/domain/';
const PLATFORM = 'functions/platform/';
const LEDGER = 'functions/ledger/';
const SDK = '@aws-sdk/';
const CORE = [DOMAIN, PLATFORM, LEDGER];

/**
 * From the pure core outwards; the first layer that fits a file is its own. In a pattern `*` stands for one name, and a `/` at the
 * end for all that is below. Real clients are made in Lambda entries, so only those of `process` and `api` may import the SDK.
 */
const LAYERS: readonly Layer[] = [
  { files: DOMAIN, may: [] },
  { files: PLATFORM, may: [DOMAIN, 'node:', 'zod', SDK] },
  { files: LEDGER, may: [DOMAIN, PLATFORM, 'node:', 'zod', SDK] },
  { files: 'functions/providers/*/ingest.ts', may: ['functions/ingest/lambda.ts'] },
  { files: 'functions/providers/*/testkit.ts', may: [DOMAIN, PLATFORM, 'functions/providers/testkit.ts', 'node:'] },
  { files: 'functions/providers/*/', may: [DOMAIN, PLATFORM, 'functions/providers/provider.ts', 'node:', 'zod', 'fast-xml-parser'] },
  { files: 'functions/providers/all.ts', may: [DOMAIN, 'functions/providers/provider.ts', 'functions/providers/*/index.ts'] },
  { files: 'functions/providers/set-ups.ts', may: [DOMAIN, 'functions/providers/provider.ts', 'functions/providers/*/set-up.ts'] },
  { files: 'functions/providers/', may: [DOMAIN, PLATFORM, 'functions/providers/provider.ts'] },
  { files: 'functions/csv/', may: ['csv-parse', 'csv-stringify'] },
  { files: 'functions/ingest/lambda.ts', may: [PLATFORM, 'functions/providers/provider.ts', SDK] },
  { files: 'functions/ingest/', may: [DOMAIN, PLATFORM, 'functions/providers/provider.ts', 'node:', 'aws-lambda'] },
  { files: 'functions/process/lambda.ts', may: [...CORE, 'functions/providers/all.ts', 'node:', 'aws-lambda', SDK] },
  {
    files: 'functions/process/',
    may: [...CORE, 'functions/providers/provider.ts', 'functions/ingest/delivery.ts', 'node:', 'zod', 'aws-lambda'],
  },
  { files: 'functions/api/lambda.ts', may: [...CORE, 'node:', 'aws-lambda', 'hono', SDK] },
  // Everywhere else the schemas know the words of the document.
  { files: 'functions/api/zod.ts', may: ['@hono/zod-openapi', 'zod'] },
  { files: 'functions/api/', may: [...CORE, 'functions/csv/', 'functions/providers/set-ups.ts', 'node:', 'hono', '@hono/zod-openapi'] },
  {
    files: 'lib/aws/',
    may: [
      'functions/domain/keys.ts',
      'functions/domain/currency.ts',
      'functions/platform/settings*',
      'functions/platform/record.ts',
      'functions/platform/metric*',
      'functions/ledger/tables.ts',
      'node:',
      'zod',
      'aws-cdk-lib',
      'constructs',
      'esbuild',
      'cdk-nag',
    ],
  },
  // The world knows what providers send and what must come of it, and nothing of how the product reads it.
  { files: 'lib/world/', may: ['functions/domain/keys.ts', 'node:', 'pure-rand'] },
  { files: 'bin/app.ts', may: ['lib/aws/', 'node:', 'aws-cdk-lib'] },
  {
    files: 'lib/local/',
    may: ['functions/', 'node:', 'zod', 'hono', '@hono/node-server', 'fauxqs', 'node_modules/fauxqs/', 'aws-lambda', SDK],
  },
  // A client of the API: it knows the words of the core, nothing of how the API answers.
  {
    files: 'lib/cli/',
    may: [
      ...[DOMAIN, 'functions/csv/', 'functions/platform/env.ts', 'lib/simulate/simulate.ts'],
      ...['node:', 'zod', '@commander-js/extra-typings', 'cli-table3', 'cli-progress', 'csv-parse'],
    ],
  },
  // Speaks as the providers do, by their testkits, in the shapes of the laptop's gateway and queue.
  { files: 'lib/events/', may: ['functions/', 'lib/local/', 'lib/world/', 'node:', 'zod', 'aws-lambda', '@commander-js/extra-typings'] },
  // The world as its providers send it, to a Hookledger that is known by its API alone.
  { files: 'lib/simulate/', may: [DOMAIN, PLATFORM, 'lib/world/', 'lib/events/', 'lib/cli/', 'node:', 'zod', 'cli-progress'] },
  { files: 'bin/event.ts', may: ['lib/events/', 'node:'] },
  {
    files: 'lib/secrets/',
    may: [
      ...['functions/domain/keys.ts', 'functions/domain/canonical-json.ts', 'functions/platform/', 'lib/cli/'],
      ...['node:', '@commander-js/extra-typings', '@inquirer/password', SDK],
    ],
  },
  { files: 'lib/cost/', may: ['functions/domain/keys.ts', 'lib/cli/table.ts', '@commander-js/extra-typings'] },
  { files: 'bin/cost.ts', may: ['lib/cost/'] },
  { files: 'bin/secrets.ts', may: ['lib/secrets/'] },
  { files: 'lib/build/', may: ['lib/aws/', 'node:', 'zod'] },
  { files: 'bin/build.ts', may: ['lib/build/'] },
  { files: 'bin/hookledger.ts', may: ['lib/cli/', 'node:'] },
  { files: 'bin/', may: ['lib/local/', 'functions/', 'node:'] },
];

/** The imports of a source that its layer may not have. */
export const forbiddenImports = (source: Source): readonly string[] => {
  const layer = LAYERS.find(({ files }) => fits(files, source.path));
  if (layer === undefined) return ['its place: no layer is made for it'];
  const may = [...ownFolder(source.path), ...layer.may];
  return importsOf(source).filter((name) => !may.some((pattern) => fits(pattern, name)));
};

/** The folder that is one idea: below `functions/providers` a provider's, elsewhere the one of the first two names. */
const ownFolder = (path: string): readonly string[] =>
  /^functions\/providers\/[^/]+\/|^(?!functions\/providers\/)[^/]+\/[^/]+\//.exec(path) ?? [];

/** A package may be imported by its parts, too: `hono/body-limit`. */
const fits = (pattern: string, name: string): boolean => {
  const source = pattern.replaceAll('.', '\\.').replaceAll('*', '[^/]*');
  return new RegExp(/[/:]$/.test(pattern) ? `^${source}` : `^${source}(/|$)`).test(name);
};
