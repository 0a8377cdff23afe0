import { PROVIDER_IDS, type ProviderId } from '../../functions/domain/keys.ts';

/** The sources that are functions, from the root of the project. Each exports `handler`. */
export const ENTRIES = {
  processor: 'functions/process/entry.ts',
  sweeper: 'functions/process/sweep-entry.ts',
  api: 'functions/api/entry.ts',
} as const;

export const ingestEntry = (provider: ProviderId): string => `functions/providers/${provider}/ingest.ts`;

/** What a bundle is called, and its folder. */
export type FunctionName = keyof typeof ENTRIES | `ingest-${ProviderId}`;

/** Every function with its source. */
export const allEntries = (): ReadonlyMap<FunctionName, string> =>
  new Map<FunctionName, string>([
    ...PROVIDER_IDS.map((id) => [`ingest-${id}`, ingestEntry(id)] as const),
    ['processor', ENTRIES.processor],
    ['sweeper', ENTRIES.sweeper],
    ['api', ENTRIES.api],
  ]);
