import type { BuildOptions, Plugin } from 'esbuild';
import type { FunctionName } from './entries.ts';
import { leaveOut } from './leave-out.ts';
import { narrowZod } from './narrow-zod.ts';
import { plainBuiltins } from './plain-builtins.ts';

/**
 * Leaves zod's messages in all languages but English out. Who imports zod by the name `z`, as a package of the API does, has all of
 * zod in its bundle, and these are a quarter of that bundle.
 */
const ENGLISH_ONLY: Plugin = {
  name: 'english-only',
  setup: (build) =>
    build.onLoad({ filter: /zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({ contents: "export { default as en } from './en.js';" })),
};

/**
 * What all functions are bundled by, as data, so that tests build what is deployed. The SDK is bundled, because the one of the runtime
 * floats and starts no faster. No banner brings `require` back: such bundles crashed when they were loaded.
 */
const BUNDLING = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  mainFields: ['module', 'main'],
  minify: true,
  // From the root of the project, where bundles are built. A name that the clients import and that is missing there fails the build.
  alias: { '@aws-sdk/credential-provider-node': './functions/platform/environment-credentials.ts' },
  plugins: [ENGLISH_ONLY, narrowZod, leaveOut, plainBuiltins],
} as const satisfies BuildOptions;

/** Names and lines alone: the sources are not deployed. */
const SOURCE_MAP = { sourcemap: 'linked', sourcesContent: false } as const satisfies BuildOptions;

/**
 * Whether a function's stacks are those of the sources. An ingest function reads no map at its start, because a provider waits for it;
 * it catches whatever is thrown and logs no stack.
 */
export const hasSourceMap = (name: FunctionName): boolean => !name.startsWith('ingest-');

/** How the function of this name is bundled. */
export const bundlingOf = (name: FunctionName): BuildOptions => ({ ...BUNDLING, ...(hasSourceMap(name) ? SOURCE_MAP : {}) });
