import { DatabaseSync } from 'node:sqlite';
import type { StorePayment } from './receiver-app.ts';

const SET_UP = `
  PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
  CREATE TABLE IF NOT EXISTS events (id TEXT PRIMARY KEY, type TEXT NOT NULL, payload TEXT NOT NULL, received_at INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS payments (id TEXT PRIMARY KEY, customer_key TEXT, amount INTEGER NOT NULL, amount_refunded INTEGER NOT NULL,
    currency TEXT NOT NULL, status TEXT NOT NULL, paid_at INTEGER NOT NULL, told_at INTEGER NOT NULL) WITHOUT ROWID`;

const INSERT_EVENT = 'INSERT INTO events (id, type, payload, received_at) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING';

const UPSERT_PAYMENT = `INSERT INTO payments (id, customer_key, amount, amount_refunded, currency, status, paid_at, told_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET amount = excluded.amount, amount_refunded = excluded.amount_refunded, status = excluded.status,
    told_at = excluded.told_at WHERE excluded.told_at >= payments.told_at`;

/** In one file of SQLite: each payment is one transaction, on disk before the answer. */
export const sqliteStore = (file: string): StorePayment => {
  const db = new DatabaseSync(file);
  db.exec(SET_UP);
  const insertEvent = db.prepare(INSERT_EVENT);
  const upsertPayment = db.prepare(UPSERT_PAYMENT);
  return async (event, charge) => {
    db.exec('BEGIN IMMEDIATE');
    try {
      if (insertEvent.run(event.id, event.type, JSON.stringify(event), Date.now()).changes === 1) {
        const { id, amount, amount_refunded, currency, status, created, metadata } = charge;
        upsertPayment.run(id, metadata['customer_key'] ?? null, amount, amount_refunded, currency, status, created, event.created);
      }
      db.exec('COMMIT');
    } catch (error) {
      db.exec('ROLLBACK');
      throw error;
    }
  };
};
