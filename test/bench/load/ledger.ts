import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { createApiClient } from '../../../lib/cli/api-client.ts';
import { queueSchema } from '../../../lib/cli/queue.ts';
import { BUILT_IN_SECRETS } from '../../../lib/local/built-in-secrets.ts';
import type { SignedPayment } from './events.ts';

/** Our ledger, as its REST API shows it. */
export type Ledger = {
  /** Customers of a partner who is new with each round. */
  readonly addCustomers: (round: string) => Promise<readonly string[]>;
  readonly allStored: (round: string, payments: readonly SignedPayment[]) => Promise<void>;
};

const CUSTOMERS = 50;
const LOOK_EVERY_MS = 50;
const WITHIN_MS = 600_000;

const revenueSchema = z.object({ transactions: z.number() });

export const openLedger = async (url: string): Promise<Ledger> => {
  const api = createApiClient({ url, apiKey: BUILT_IN_SECRETS.api.keys[0].key });
  return {
    addCustomers: async (round) => {
      const keys = Array.from({ length: CUSTOMERS }, (_, index) => `customer-${round}-${index}`);
      for (const key of keys) await api.post('/v1/customers', { json: { key, partner_key: `partner-${round}` } }, z.unknown());
      return keys;
    },
    allStored: async (round, payments) => {
      const last = payments.at(-1)?.transactionKey ?? '';
      await until(async () => (await api.find(`/v1/transactions/${last}`, z.unknown())) !== undefined);
      await until(async () => {
        const { queue } = await api.get('/v1/queue', queueSchema);
        return queue.visible + queue.in_flight + queue.delayed === 0;
      });
      const months = await api.all(`/v1/partners/partner-${round}/revenue`, revenueSchema);
      const stored = months.reduce((sum, { transactions }) => sum + transactions, 0);
      if (stored !== payments.length) throw new Error(`${payments.length} payments were answered 200, and the ledger counts ${stored}`);
    },
  };
};

const until = async (condition: () => Promise<boolean>): Promise<void> => {
  for (const startedAt = Date.now(); !(await condition()); await sleep(LOOK_EVERY_MS)) {
    if (Date.now() - startedAt > WITHIN_MS) throw new Error(`The ledger is not complete after ${WITHIN_MS / 1000} s`);
  }
};
