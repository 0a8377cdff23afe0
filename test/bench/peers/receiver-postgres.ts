import pg from 'pg';
import type { StorePayment } from './receiver-app.ts';

const TABLES = `
  CREATE TABLE IF NOT EXISTS events (id text PRIMARY KEY, type text NOT NULL, payload jsonb NOT NULL, received_at timestamptz NOT NULL DEFAULT now());
  CREATE TABLE IF NOT EXISTS payments (id text PRIMARY KEY, customer_key text, amount bigint NOT NULL, amount_refunded bigint NOT NULL,
    currency text NOT NULL, status text NOT NULL, paid_at timestamptz NOT NULL, told_at timestamptz NOT NULL)`;

const INSERT_EVENT = {
  name: 'insert-event',
  text: 'INSERT INTO events (id, type, payload) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING',
};

const UPSERT_PAYMENT = {
  name: 'upsert-payment',
  text: `INSERT INTO payments (id, customer_key, amount, amount_refunded, currency, status, paid_at, told_at)
    VALUES ($1, $2, $3, $4, $5, $6, to_timestamp($7), to_timestamp($8))
    ON CONFLICT (id) DO UPDATE SET amount = excluded.amount, amount_refunded = excluded.amount_refunded, status = excluded.status,
      told_at = excluded.told_at WHERE excluded.told_at >= payments.told_at`,
};

/** In PostgreSQL, as it is installed: each payment is one transaction, and its commit is on disk before the answer. */
export const postgresStore = async (host: string): Promise<StorePayment> => {
  const pool = new pg.Pool({ host, user: 'bench', database: 'postgres', max: 20 });
  await pool.query(TABLES);
  return async (event, charge) => {
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      const { rowCount } = await client.query({ ...INSERT_EVENT, values: [event.id, event.type, JSON.stringify(event)] });
      if (rowCount === 1) {
        const { id, amount, amount_refunded, currency, status, created, metadata } = charge;
        const values = [id, metadata['customer_key'] ?? null, amount, amount_refunded, currency, status, created, event.created];
        await client.query({ ...UPSERT_PAYMENT, values });
      }
      await client.query('COMMIT');
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    } finally {
      client.release();
    }
  };
};
