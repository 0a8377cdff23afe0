import { testkit as stripe } from '../../functions/providers/stripe/testkit.ts';
import * as api from '../api/client/hookledger.ts';
import type { Account } from './account.ts';
import { check } from './check.ts';
import type { Steps } from './steps.ts';
import { customerOf, PARTNER } from './team.ts';

type Call = readonly [name: string, answer: () => Promise<{ readonly status: number; readonly data: unknown }>, status: number];

/** Every call of the REST API by its generated client, and the jobs that they start: each needs grants of its own. */
export const everyCall = async ({ step }: Steps, { deployment, apiKey, team }: Account): Promise<void> => {
  Object.assign(api.defaults, { baseUrl: deployment.url, headers: { authorization: `Bearer ${apiKey}` } });
  for (const [name, calls] of Object.entries(callsOf())) {
    await step(`REST API: ${name}`, async () => {
      for (const [call, answer, status] of calls) {
        const { status: seen, data } = await answer();
        check(call, seen, status);
        if (status === 202) await team.untilDone({ status, body: data as Awaited<ReturnType<typeof team.get>>['body'] });
      }
      return `${calls.length} calls`;
    });
  }
  await step('The ledger says what was paid, after all of these', () => team.untilBooked());
};

const A_CUSTOMER = customerOf(stripe);
const ANOTHER = 'customer-of-no-partner';

const callsOf = (): Readonly<Record<string, readonly Call[]>> => ({
  'what needs no key': [
    ['health', () => api.checkHealth(), 200],
    ['webhooks', () => api.listWebhooks(), 200],
  ],
  customers: [
    ['create', () => api.saveCustomer({ key: ANOTHER, email: 'customer@example.com' }), 201],
    ['list', () => api.listCustomers({}), 200],
    ['list by partner', () => api.listCustomers({ partnerKey: PARTNER }), 200],
    ['read', () => api.readCustomer(ANOTHER), 200],
    ['change', () => api.changeCustomer(ANOTHER, { name: 'A customer' }), 200],
    ['transactions', () => api.listTransactions(A_CUSTOMER, {}), 200],
    ['subscriptions', () => api.listSubscriptions(A_CUSTOMER, {}), 200],
  ],
  transactions: [
    ['create', () => api.createTransaction(ANOTHER, { key: 'order-1', amount: 5_00, currency: 'USD' }), 201],
    ['read', () => api.readTransaction('order-1'), 200],
    ['import', () => api.importTransactions(csv()), 200],
    ['archive', () => api.archiveTransaction('order-1'), 200],
    ['waiting', () => api.listWaiting({}), 200],
    ['revenue', () => api.readRevenue(PARTNER, {}), 200],
  ],
  'events and the queue': [
    ['unreadable', () => api.listUnreadableEvents('unreadable', {}), 200],
    ['replay', () => api.replayEvents({ provider: 'stripe' }), 202],
    ['queue', () => api.readQueue(), 200],
  ],
  'erasing a customer': [['erase', () => api.eraseCustomer(ANOTHER), 202]],
});

const csv = () => ({ file: new Blob([`customer_key,amount,currency,key\n${ANOTHER},700,USD,order-2\n`], { type: 'text/csv' }) });
