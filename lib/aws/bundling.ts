import type { BuildOptions } from 'esbuild';

/**
 * How every function is bundled, as data, so that tests build what is deployed. The SDK is bundled, because the one of the runtime
 * floats and starts no faster. No banner brings `require` back: such bundles crashed when they were loaded.
 */
export const BUNDLING = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  mainFields: ['module', 'main'],
  minify: true,
  // From the root of the project, where bundles are built. A name that the clients import and that is missing there fails the build.
  alias: { '@aws-sdk/credential-provider-node': './functions/platform/environment-credentials.ts' },
} as const satisfies BuildOptions;
