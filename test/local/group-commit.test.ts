import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createGroupCommit } from '../../lib/local/group-commit.ts';
import { aFolder } from '../support/local-process.ts';

/** A database on disk that notes what it is told, and a second look at it, which sees only what is committed. */
const aDatabase = () => {
  const file = join(aFolder(), 'group.db');
  const db = new DatabaseSync(file);
  db.exec('PRAGMA journal_mode = WAL; CREATE TABLE texts (text)');
  const reader = new DatabaseSync(file);
  const told: string[] = [];
  const exec = (sql: string): void => {
    told.push(sql);
    db.exec(sql);
  };
  return {
    told,
    write: () => db.exec("INSERT INTO texts VALUES ('x')"),
    committed: () => Number(reader.prepare('SELECT count(*) AS count FROM texts').get()?.['count']),
    group: createGroupCommit({
      exec,
      get isTransaction() {
        return db.isTransaction;
      },
    }),
  };
};

it('commits the writes of one turn at once, and only then is it settled', async () => {
  const { told, write, committed, group } = aDatabase();
  for (let count = 0; count < 3; count += 1) {
    group.join();
    write();
  }
  expect(committed()).toBe(0);
  await group.settled();
  expect([committed(), told]).toEqual([3, ['BEGIN', 'COMMIT']]);
});

it('begins another group after a commit', async () => {
  const { told, write, committed, group } = aDatabase();
  for (let turn = 0; turn < 2; turn += 1) {
    group.join();
    write();
    await group.settled();
  }
  expect([committed(), told]).toEqual([2, ['BEGIN', 'COMMIT', 'BEGIN', 'COMMIT']]);
});

it('is settled when nothing was written', () => expect(aDatabase().group.settled()).resolves.toBeUndefined());

it('tells of a commit that failed, and begins the next group all the same', async () => {
  const told: string[] = [];
  const full = {
    isTransaction: true,
    exec: (sql: string): void => {
      told.push(sql);
      if (sql === 'COMMIT' && told.length === 2) throw new Error('the disk is full');
      if (sql !== 'BEGIN') full.isTransaction = false;
    },
  };
  const group = createGroupCommit(full);
  group.join();
  await expect(group.settled()).rejects.toThrow('the disk is full');
  group.join();
  await group.settled();
  expect(told).toEqual(['BEGIN', 'COMMIT', 'ROLLBACK', 'BEGIN', 'COMMIT']);
});
