// A program of its own: node receiver.ts <postgres|sqlite> <socket folder or file> <signing secret>
//
// Prints the address at which it takes webhooks.
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import { receiverApp } from './receiver-app.ts';
import { postgresStore } from './receiver-postgres.ts';
import { sqliteStore } from './receiver-sqlite.ts';

const [kind, where = '', signingSecret = ''] = process.argv.slice(2);
const store = kind === 'postgres' ? await postgresStore(where) : sqliteStore(where);
// The key is never used: nothing is asked of Stripe.
const server = receiverApp(new Stripe('sk_test_none'), signingSecret, store).listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(`ready at http://127.0.0.1:${port}`);
});
