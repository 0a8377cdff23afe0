import * as z from 'zod';
import * as api from '../api/client/hookledger.ts';
import type { Account } from './account.ts';
import { check } from './check.ts';
import { liveTestkitOf } from './live-testkits.ts';
import type { Steps } from './steps.ts';
import { customerOf, PARTNER } from './team.ts';

const stripe = liveTestkitOf('stripe');
const A_CUSTOMER = customerOf(stripe);
const ANOTHER = 'customer-of-no-partner';

type Call = readonly [name: string, answer: () => Promise<{ readonly status: number; readonly data: unknown }>, status: number];

/** The calls of the REST API by its generated client, and the jobs that they start: each needs grants of its own. */
export const everyCall = async ({ step }: Steps, { deployment, apiKey, team }: Account): Promise<void> => {
  Object.assign(api.defaults, { baseUrl: deployment.url, headers: { authorization: `Bearer ${apiKey}` } });
  const { eventId, body } = team.pay(stripe);
  await team.sendUntilTaken(stripe, body);
  await step('A payment to look at', () => team.untilBooked());
  for (const [name, calls] of Object.entries(callsOf(eventId))) {
    await step(`REST API: ${name}`, async () => {
      for (const [call, answer, status] of calls) {
        const { status: seen, data } = await answer();
        check(call, seen, status);
        const { data: started } = startedSchema.parse(data);
        if (started.state !== undefined) await team.untilDone(status, String(started.id));
      }
      return `${calls.length} calls`;
    });
  }
  await step('The ledger says what was paid, after all of these', () => team.untilBooked());
};

const startedSchema = z.looseObject({
  data: z.looseObject({ id: z.string().optional(), state: z.string().optional() }).optional().default({}),
});

const callsOf = (eventId: string): Readonly<Record<string, readonly Call[]>> => ({
  'health and webhooks': [
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
    ['read', () => api.readEvent('stripe', eventId), 200],
    ['replay of one', () => api.replayEvent('stripe', eventId, {}), 202],
    ['replay', () => api.replayEvents({ provider: 'stripe' }), 202],
    ['queue', () => api.readQueue(), 200],
  ],
  'erasing a customer': [['erase', () => api.eraseCustomer(ANOTHER), 202]],
});

const csv = () => ({ file: new Blob([`customer_key,amount,currency,key\n${ANOTHER},700,USD,order-2\n`], { type: 'text/csv' }) });
