import type { ProviderId } from '../../functions/domain/keys.ts';

/** The sources that are functions, from the root of the project. Each exports `handler`. */
export const ENTRIES = {
  processor: 'functions/process/entry.ts',
  sweeper: 'functions/process/sweep-entry.ts',
  api: 'functions/api/entry.ts',
} as const;

export const ingestEntry = (provider: ProviderId): string => `functions/providers/${provider}/ingest.ts`;
