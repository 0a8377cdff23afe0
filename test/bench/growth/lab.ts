import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Delivery } from '../../../functions/ingest/delivery.ts';
import { createDynamoLedger } from '../../../functions/ledger/dynamo-ledger.ts';
import type { Ledger } from '../../../functions/ledger/ledger.ts';
import type { Work } from '../../../functions/ledger/work.ts';
import type { TableNames } from '../../../functions/platform/env.ts';
import type { ProcessDeps } from '../../../functions/process/deps.ts';
import { createProcessDelivery } from '../../../functions/process/process-delivery.ts';
import { processWork } from '../../../functions/process/process-work.ts';
import { providers } from '../../../functions/providers/all.ts';
import { type Answer, anApi } from '../../api/an-api.ts';
import { createTestProcessor } from '../../support/processor.ts';

/** What DynamoDB reported since the last look. */
export type Taken = { readonly read: number; readonly write: number; readonly requests: number };

/** One ledger with its processor and its API in this process, and a meter of what they take. */
export type Lab = {
  readonly ledger: Ledger;
  readonly deps: ProcessDeps;
  /** What was left to do, oldest first. Nobody does it but who asks for it. */
  readonly queue: Work[];
  readonly process: (delivery: Delivery) => Promise<void>;
  readonly work: (work: Work) => Promise<void>;
  /** Throws when the API refuses. */
  readonly get: (path: string) => Promise<Answer['json']>;
  /** Its status, whatever it is. */
  readonly answered: (path: string) => Promise<number>;
  readonly taken: () => Taken;
};

export const tableNames = (prefix: string): TableNames => ({
  customers: `${prefix}-customers`,
  transactions: `${prefix}-transactions`,
  subscriptions: `${prefix}-subscriptions`,
  events: `${prefix}-events`,
});

export const connect = (endpoint: string): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(
    new DynamoDBClient({ endpoint, region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }),
  );

export const createLab = (client: DynamoDBDocumentClient, prefix: string): Lab => {
  let taken: Taken = NOTHING;
  const ledger = createDynamoLedger({
    client,
    tables: tableNames(prefix),
    onConsumed: ({ kind, units }) => {
      taken = { ...taken, requests: taken.requests + 1, [kind]: taken[kind] + units };
    },
  });
  const { deps, queue } = createTestProcessor(ledger, { providers });
  const processDelivery = createProcessDelivery(deps);
  const { call } = anApi({ ledger });
  return {
    ledger,
    deps,
    queue,
    process: async (delivery) => {
      const outcome = await processDelivery(delivery);
      if (outcome === 'unreadable' || outcome === 'ignored') throw new Error(`A delivery was ${outcome}`);
    },
    work: (work) => processWork(deps, work),
    get: async (path) => {
      const { status, json } = await call(path);
      if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(json)}`);
      return json.data;
    },
    answered: async (path) => (await call(path)).status,
    taken: () => {
      const seen = taken;
      taken = NOTHING;
      return seen;
    },
  };
};

const NOTHING: Taken = { read: 0, write: 0, requests: 0 };
