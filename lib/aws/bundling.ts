import type { BuildOptions } from 'esbuild';
import { PROVIDER_IDS } from '../../functions/domain/keys.ts';

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
} as const satisfies BuildOptions;

/** The sources that are functions, by the name of the function. Each exports `handler`. */
export const ENTRIES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(PROVIDER_IDS.map((id) => [`ingest-${id}`, `functions/providers/${id}/ingest.ts`])),
  processor: 'functions/process/entry.ts',
  sweeper: 'functions/process/sweep-entry.ts',
  api: 'functions/api/entry.ts',
};
