import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { secretTexts } from '../../../functions/platform/secret-values.ts';
import { testkit } from '../../../functions/providers/stripe/testkit.ts';
import type { SignedPayment } from './events.ts';
import { openLedger } from './ledger.ts';
import { startPostgres } from './postgres.ts';
import { treeOf } from './processes.ts';
import { startProgram } from './program.ts';

/** Something that takes Stripe's webhooks. */
export type Receiver = {
  readonly name: string;
  readonly webhookUrl: string;
  /** Makes the customers whose payments come in a round, where they have to be known before; gives their keys. */
  readonly prepare: (round: string) => Promise<readonly string[]>;
  /** Resolves when all of these payments stand where they are looked up later; throws when one is missing or counted twice. */
  readonly allStored: (round: string, payments: readonly SignedPayment[]) => Promise<void>;
  /** Of all its processes. */
  readonly pids: () => readonly number[];
  readonly stop: () => Promise<void>;
};

const NODE = ['--disable-warning=ExperimentalWarning'];
const PROJECT_ROOT = join(import.meta.dirname, '../../..');

/** What `npm start` runs, on disk, with its built-in secrets. */
export const startOurs = async (folder: string): Promise<Receiver> => {
  const program = await startProgram({
    command: process.execPath,
    args: [...NODE, '--import', './bin/check-node.mjs', 'bin/local.ts'],
    env: { PATH: process.env['PATH'], PORT: '0', DATA_DIR: join(folder, 'hookledger') },
    cwd: PROJECT_ROOT,
    logFile: join(folder, 'hookledger.log'),
  });
  const ledger = await openLedger(program.url);
  return {
    name: 'Hookledger',
    webhookUrl: `${program.url}/webhooks/stripe`,
    prepare: ledger.addCustomers,
    allStored: ledger.allStored,
    pids: () => treeOf(program.pid),
    stop: program.stop,
  };
};

/** The usual receiver over PostgreSQL. */
export const startOverPostgres = async (folder: string): Promise<Receiver & { readonly version: string }> => {
  const socketFolder = join(folder, 'postgres');
  const server = await startPostgres(socketFolder, join(folder, 'postgres.log'));
  const receiver = await startReceiver(folder, 'postgres', socketFolder);
  const reader = new pg.Client({ host: socketFolder, user: 'bench', database: 'postgres' });
  await reader.connect();
  return {
    name: 'Express, PostgreSQL',
    webhookUrl: `${receiver.url}/webhooks/stripe`,
    version: `PostgreSQL ${server.version}`,
    prepare: knowsNobody,
    allStored: async (round, { length }) => {
      const { rows } = await reader.query('SELECT count(*)::int AS stored FROM payments WHERE id LIKE $1', [`ch_${round}%`]);
      expectStored(Number(rows[0]?.['stored']), length);
    },
    pids: () => [...treeOf(receiver.pid), ...treeOf(server.pid)],
    stop: async () => {
      await reader.end();
      await receiver.stop();
      await server.stop();
    },
  };
};

/** The usual receiver over a file of SQLite. */
export const startOverSqlite = async (folder: string): Promise<Receiver> => {
  const file = join(folder, 'receiver.db');
  const receiver = await startReceiver(folder, 'sqlite', file);
  const reader = new DatabaseSync(file);
  const count = reader.prepare('SELECT count(*) AS stored FROM payments WHERE id LIKE ?');
  return {
    name: 'Express, SQLite',
    prepare: knowsNobody,
    webhookUrl: `${receiver.url}/webhooks/stripe`,
    allStored: async (round, { length }) => expectStored(Number(count.get(`ch_${round}%`)?.['stored']), length),
    pids: () => treeOf(receiver.pid),
    stop: async () => {
      reader.close();
      await receiver.stop();
    },
  };
};

const knowsNobody = async (): Promise<readonly string[]> => ['customer-1', 'customer-2'];

const startReceiver = (folder: string, kind: string, where: string) => {
  const program = join(PROJECT_ROOT, 'test/bench/peers/receiver.ts');
  const [signingSecret = ''] = secretTexts(testkit.secret, 'signingSecrets');
  return startProgram({
    command: process.execPath,
    args: [...NODE, program, kind, where, signingSecret],
    // As it is run in earnest: Express does less by itself then.
    env: { ...process.env, NODE_ENV: 'production' },
    cwd: PROJECT_ROOT,
    logFile: join(folder, `${kind}-receiver.log`),
  });
};

const expectStored = (stored: number, sent: number): void => {
  if (stored !== sent) throw new Error(`${sent} payments were answered 200, and ${stored} are stored`);
};
