import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTableInputs } from '../../../functions/ledger/create-table-inputs.ts';
import type { Item } from '../../../functions/ledger/dynamo/item.ts';
import { createTables } from '../../../lib/local/create-tables.ts';
import { startDynamoDb } from '../../../lib/local/embedded-dynamodb.ts';
import { importTables } from './import.ts';
import { connect, createLab, type Lab, tableNames } from './lab.ts';

/** What one ledger begins with. */
export type World = { readonly name: string; readonly customers: Iterable<Item>; readonly transactions: Iterable<Item> };

/** Ledgers that lie beside each other in one embedded DynamoDB, on disk, so that only their size tells them apart. */
export const withWorlds = async <T>(worlds: readonly World[], use: (lab: (name: string) => Lab) => Promise<T>): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'hookledger-growth-'));
  try {
    const tables = worlds.flatMap(({ name }) => createTableInputs(tableNames(name)));
    await importTables(
      folder,
      tables,
      worlds.flatMap(({ name, customers, transactions }) => [
        { table: tableNames(name).customers, items: customers },
        { table: tableNames(name).transactions, items: transactions },
      ]),
    );
    const dynamo = await startDynamoDb({ projectRoot: process.cwd(), port: 0, dataFolder: folder });
    const client = connect(dynamo.endpoint);
    // The import made those that it filled.
    await createTables(client, tables);
    const labs = new Map(worlds.map(({ name }) => [name, createLab(client, name)]));
    try {
      return await use((name) => labs.get(name) ?? missing(name));
    } finally {
      client.destroy();
      await dynamo.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const missing = (name: string): never => {
  throw new Error(`There is no ledger ${name}`);
};
