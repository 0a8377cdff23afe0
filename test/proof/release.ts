import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { AwaitedKey, ProviderKey } from '../../functions/domain/keys.ts';
import { createDynamoLedger } from '../../functions/ledger/dynamo-ledger.ts';
import { LOCAL_TABLE_NAMES } from '../../functions/ledger/tables.ts';
import { inParallel } from '../../functions/platform/in-parallel.ts';
import { createClient } from '../support/client.ts';
import { aTransaction } from '../support/ledger-items.ts';
import { aFolder, endAll, eventually, startLocalProgram } from '../support/local-process.ts';

/*
 * `npm run proof:release -- 5000`: so many payments (100,000 when no number is given) wait for one provider key, then the team names
 * it. The call answers at once, the rows are released page by page behind it, and each counts once. Prints what it took; fails when
 * the answer waits for the work, a row is missing or doubled, or the stack needs more memory than it may.
 */

const ROWS = Number(process.argv[2] ?? 100_000);
const MOST_MEGABYTES = 512;
const TOGETHER = 25;

const LINK: ProviderKey = 'stripe:customer:cus_busy';
const AWAITED: AwaitedKey = `link:${LINK}`;

const amountOf = (n: number): number => 100 + (n % 900);
const keyOf = (n: number): ProviderKey => `stripe:charge:ch_${String(n).padStart(7, '0')}`;

const check = (holds: boolean, promise: string): void => {
  if (!holds) throw new Error(`It does not hold that ${promise}`);
};

const seconds = (since: number): number => (Date.now() - since) / 1000;

/** Rows and waiting entries as the processor leaves them when payments of an unknown customer have come. */
const writeWaiting = async (endpoint: string): Promise<void> => {
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } });
  const ledger = createDynamoLedger({ client: DynamoDBDocumentClient.from(client), tables: LOCAL_TABLE_NAMES });
  const chunks = Array.from({ length: Math.ceil(ROWS / TOGETHER) }, (_, at) => at * TOGETHER);
  await inParallel(8, chunks, async (first) => {
    const numbers = Array.from({ length: Math.min(TOGETHER, ROWS - first) }, (_, at) => first + at);
    const rows = numbers.map((n) =>
      aTransaction(keyOf(n), {
        minor: amountOf(n),
        paidAt: Date.UTC(2026, 0, 1) + n * 60_000,
        candidates: { links: [LINK] },
        customerKey: null,
        awaiting: [AWAITED],
      }),
    );
    await ledger.write(rows.map((item) => ({ kind: 'transaction', item })));
    for (const { key } of rows) {
      await ledger.putWaitingEntry({ awaited: AWAITED, row: { table: 'transactions', key }, since: Date.now(), token: key });
    }
  });
  client.destroy();
};

/** The most that a process ever held, where the system tells it. */
const peakMegabytes = (pid: number): number => {
  try {
    return Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024);
  } catch {
    return Number.NaN;
  }
};

const prove = async (): Promise<void> => {
  console.log(`${ROWS} waiting payments of one customer; Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model}`);
  const { url, dynamoDbEndpoint, pid } = await startLocalProgram({ env: { DATA_DIR: join(aFolder(), 'data') } });
  const { get, post } = createClient(url);
  const writtenAt = Date.now();
  await writeWaiting(dynamoDbEndpoint);
  console.log(`written in ${Math.round(seconds(writtenAt))} s`);

  const askedAt = Date.now();
  const { status } = await post('/v1/customers', { key: 'busy', provider_keys: [LINK] });
  const answeredAfter = Date.now() - askedAt;
  // A page may be empty although more follow: its rows were released while it was read, or a moment ago.
  const waits = async (): Promise<boolean> => {
    for (let cursor: unknown = null; ; ) {
      const { body } = await get(`/v1/waiting?key=${LINK}&limit=100${cursor === null ? '' : `&cursor=${cursor}`}`);
      cursor = body.data['next_cursor'];
      if (body.data.items.length > 0 || cursor === null) return body.data.items.length > 0;
    }
  };
  const stillWaiting = await waits();
  console.log(`answered ${status} after ${answeredAfter} ms`);
  check(status === 201 && stillWaiting, 'the call answers at once, before the work is done');

  await eventually(
    async () => {
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      return !(await waits());
    },
    600_000 + ROWS * 100,
  );
  const took = seconds(askedAt);
  const megabytes = peakMegabytes(pid);
  console.log(`released in ${Math.round(took)} s (${Math.round(ROWS / took)} rows/s), peak memory of the stack's process ${megabytes} MB`);
  await checkCounted(get);
  check(!(megabytes > MOST_MEGABYTES), `the stack's process stays under ${MOST_MEGABYTES} MB`);
};

/** Every row is in the customer's list once, with its money. */
const checkCounted = async (get: ReturnType<typeof createClient>['get']): Promise<void> => {
  const counted = new Map<unknown, unknown>();
  let listed = 0;
  for (let cursor: unknown = null; ; ) {
    const { body } = await get(`/v1/customers/busy/transactions?limit=250${cursor === null ? '' : `&cursor=${cursor}`}`);
    for (const { key, net_amount } of body.data.items) counted.set(key, net_amount);
    listed += body.data.items.length;
    cursor = body.data['next_cursor'];
    if (cursor === null) break;
  }
  const isRight = Array.from({ length: ROWS }, (_, n) => counted.get(keyOf(n)) === amountOf(n)).every(Boolean);
  check(listed === ROWS && counted.size === ROWS && isRight, 'every row counts its money, once');
  console.log(`${counted.size} rows counted, each once`);
};

try {
  await prove();
} finally {
  await endAll();
}
