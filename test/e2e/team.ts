import { type QueueJson, queueSchema } from '../../functions/api/queue-json.ts';
import type { Testkit, TestPayment, TestRefund } from '../../functions/providers/testkit.ts';
import { type Answer, createClient } from '../support/client.ts';
import { TEST_WITHIN_MS } from '../support/limits.ts';
import { eventually } from '../support/local-process.ts';
import { check } from './check.ts';

/** A message whose run was cut short comes again after three minutes. */
/** Providers send again what was not answered 2xx; ours have less patience. */
const MOST_SENDS = 20;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 8_000;
export const PARTNER = 'partner-e2e';
const AT = new Date('2026-01-05T12:00:00Z');

export type Sum = { readonly net: Readonly<Record<string, number>>; readonly transactions: number };

export type Sent = { readonly key: string; readonly eventId: string; readonly customerKey: string; readonly body: Buffer };

/**
 * A team and the providers it uses, before a deployed Hookledger. It keeps its own book of every payment that happened, and
 * compares it with the ledger: a payment that was lost or counted twice makes the two differ.
 */
export const createTeam = (url: string, apiKey: string) => {
  const client = createClient(url, apiKey);
  const net: Record<string, number> = {};
  let transactions = 0;
  let lastId = 1_000;
  const nextId = (): string => String(++lastId);
  const book = (testkit: Testkit, minor: number): void => {
    const currency = testkit.provider.id === 'chargily' ? 'DZD' : 'USD';
    net[currency] = (net[currency] ?? 0) + minor;
  };

  /** A payment that happens now: it stands in the team's book, whatever becomes of its webhook. */
  const pay = (testkit: Testkit, { minor = 120_00, customerKey = customerOf(testkit) }: Partial<TestPayment> = {}): Sent => {
    const payment = { eventId: nextId(), paymentId: nextId(), minor, customerKey, at: AT };
    book(testkit, minor);
    transactions += 1;
    const { eventId, paymentId } = payment;
    return { key: testkit.transactionKey(paymentId), eventId, customerKey, body: testkit.payment(payment) };
  };

  /** A payment and a refund of a part of it. Undefined where the provider has no refunds. */
  const payAndRefund = (testkit: Testkit, minor: number) => {
    if (testkit.refund === undefined) return undefined;
    const payment: TestPayment = { eventId: nextId(), paymentId: nextId(), minor: 120_00, customerKey: customerOf(testkit), at: AT };
    const refund: TestRefund = { ...payment, eventId: nextId(), refundId: nextId(), minor };
    book(testkit, payment.minor - minor);
    transactions += 1;
    return { key: testkit.transactionKey(payment.paymentId), payment: testkit.payment(payment), refund: testkit.refund(refund) };
  };

  /** Sends as a provider does: again and again, with longer and longer pauses, until it is answered 200. The other answers. */
  const sendUntilTaken = async (testkit: Testkit, body: Buffer): Promise<readonly number[]> => {
    const others: number[] = [];
    while (others.length < MOST_SENDS) {
      const status = await client.send(testkit, body).catch(() => 0);
      if (status === 200) return others;
      const pause = Math.min(FIRST_PAUSE_MS * 2 ** others.length, LONGEST_PAUSE_MS);
      others.push(status);
      await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())));
    }
    throw new Error(`A webhook of ${testkit.provider.id} was not taken, but answered ${others.join(', ')}`);
  };

  const ledgerSum = async (): Promise<Sum> => {
    const { body } = await client.get(`/v1/partners/${PARTNER}/revenue`);
    const sum = { net: {} as Record<string, number>, transactions: 0 };
    for (const { currency, net_amount, transactions: count } of body.data.items) {
      sum.net[String(currency)] = (sum.net[String(currency)] ?? 0) + Number(net_amount);
      sum.transactions += Number(count);
    }
    return sum;
  };

  return {
    ...client,
    nextId,
    pay,
    payAndRefund,
    sendUntilTaken,
    transaction: (key: string): Promise<Answer> => client.get(`/v1/transactions/${encodeURIComponent(key)}`),
    /** Names a customer of the team's partner. */
    name: (key: string): Promise<Answer> => client.post('/v1/customers', { key, partner_key: PARTNER }),
    /** Follows the job that a call has started; throws when it started none, or when it fails. */
    untilDone: async (status: number, id: unknown): Promise<Answer['body']['data']> => {
      check('the answer to the start of a job', status, 202);
      const path = `/v1/jobs/${id}`;
      const ended = async () => ['done', 'failed'].includes(String((await client.get(path)).body.data['state']));
      await eventually(ended, TEST_WITHIN_MS);
      const { data } = (await client.get(path)).body;
      check('the end of the job', data['state'], 'done');
      return data;
    },
    /** How often each webhook in the dead-letter queue was received. */
    deadDeliveries: async (): Promise<readonly number[]> => {
      const { messages } = (await queueOf(client)).dead_letter_queue;
      return messages.filter(({ kind }) => kind === 'delivery').map((message) => message.receive_count);
    },
    /** Waits until nothing is on its way through the queue. */
    untilQuiet: () => eventually(async () => isQuiet(await queueOf(client)), TEST_WITHIN_MS),
    /** Waits until the ledger says of the partner what the team's book says; throws both when it never does. */
    untilBooked: async (): Promise<string> => {
      let sum = await ledgerSum();
      const same = async () => {
        sum = await ledgerSum();
        return textOf(sum) === textOf({ net, transactions });
      };
      await eventually(same, TEST_WITHIN_MS).catch(() => {
        throw new Error(`The ledger has ${textOf(sum)}, the book ${textOf({ net, transactions })}`);
      });
      return textOf(sum);
    },
  };
};

/** `3 x 503, 1 x 429`, for people. */
export const countsOf = (statuses: readonly number[]): string => {
  const counts = Map.groupBy(statuses, (status) => status);
  return [...counts].map(([status, same]) => `${same.length} x ${status}`).join(', ') || 'none';
};

export type Team = ReturnType<typeof createTeam>;

/** The customer of a provider that the team knows from the beginning. */
export const customerOf = (testkit: Testkit): string => `customer-of-${testkit.provider.id}`;

const queueOf = async (client: ReturnType<typeof createClient>) => queueSchema.parse((await client.get('/v1/queue')).body.data);

/** What is put off on purpose, as the second round of an erasure, is nothing to wait for. */
const isQuiet = ({ queue }: QueueJson): boolean => queue.visible + queue.in_flight === 0;

const textOf = ({ net, transactions }: Sum): string => {
  const sums = Object.entries(net).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `${transactions} transactions, ${sums.map(([currency, minor]) => `${minor} ${currency}`).join(', ')}`;
};
