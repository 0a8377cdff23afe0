import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Ledger } from '../ledger/ledger.ts';
import type { WorkQueue } from '../ledger/work.ts';
import type { Log } from '../platform/log.ts';
import type { QueueAdmin } from '../platform/queue-admin.ts';
import type { Settings } from '../platform/settings.ts';
import type { ApiKey } from './api-keys.ts';

/** What the API works with; a test gives its own of each. */
export type ApiDeps = {
  readonly ledger: Ledger;
  readonly work: WorkQueue;
  readonly queues: QueueAdmin;
  /** The live API keys. May throw when the secret store does not answer. */
  readonly keys: () => Promise<readonly ApiKey[]>;
  /** The keys as they are now, for a caller whom the known ones do not admit: a key that was rotated in works at once. */
  readonly freshKeys?: () => Promise<readonly ApiKey[]>;
  readonly settings: Settings;
  readonly clock: () => Date;
  /** A new id at every call, never one that was there before. */
  readonly newId: () => string;
  readonly log: Log;
};

/** What a request carries from the key check to the log line: the name of the key, never the key. */
export type ApiEnv = { Variables: { apiKeyName?: string } };

export type Api = OpenAPIHono<ApiEnv>;
