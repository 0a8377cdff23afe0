import { isRecord } from '../../functions/platform/record.ts';
import { LOCAL_DEFAULTS } from '../../functions/platform/settings-schema.ts';
import { testkit as stripe } from '../../functions/providers/stripe/testkit.ts';
import type { TestPayment } from '../../functions/providers/testkit.ts';
import { aFlow } from '../support/flow.ts';
import { NOW } from '../support/ingest.ts';
import { testkits } from '../support/testkits.ts';

const PAYMENT: TestPayment = { eventId: '501', paymentId: '701', minor: 1200, customerKey: 'acme', at: NOW };

type Flow = ReturnType<typeof aFlow>;

const transactionsOf = ({ ledger }: Flow): readonly string[] => Object.keys(ledger.snapshot().state['transactions'] ?? {});

/** The outcomes of all events, in the order of their keys. */
const outcomesOf = ({ ledger }: Flow): readonly unknown[] =>
  Object.values(ledger.snapshot().story['records'] ?? {}).map((record) => (isRecord(record) ? record['outcome'] : undefined));

describe.each(testkits.map((testkit) => [testkit.provider.id, testkit] as const))('a webhook of %s', (_, testkit) => {
  it('becomes a transaction', async () => {
    const flow = aFlow();
    expect(await flow.deliver(testkit, testkit.payment(PAYMENT))).toBe(200);
    await flow.drain();
    expect(transactionsOf(flow)).toEqual([testkit.transactionKey(PAYMENT.paymentId)]);
    expect(outcomesOf(flow)).toEqual(['recorded']);
  });

  it('[F 7] [F 9] becomes one transaction when it comes twice', async () => {
    const once = aFlow();
    await once.deliver(testkit, testkit.payment(PAYMENT));
    await once.drain();
    const twice = aFlow();
    await twice.deliver(testkit, testkit.payment(PAYMENT));
    await twice.deliver(testkit, testkit.payment(PAYMENT));
    expect(twice.messages).toHaveLength(2);
    await twice.drain();
    expect(twice.ledger.snapshot().state).toEqual(once.ledger.snapshot().state);
  });

  it('[F 20] is ignored, and archived, when its type means nothing to the ledger', async () => {
    const flow = aFlow();
    expect(await flow.deliver(testkit, testkit.unrelated({ eventId: '502', at: NOW }))).toBe(200);
    await flow.drain();
    expect(outcomesOf(flow)).toEqual(['ignored']);
    expect(transactionsOf(flow)).toEqual([]);
  });

  it('[BI 8] is kept as unreadable when its body is empty', async () => {
    const flow = aFlow();
    expect(await flow.deliver(testkit, Buffer.alloc(0))).toBe(200);
    await flow.drain();
    expect(outcomesOf(flow)).toEqual(['unreadable']);
  });
});

it('[F 8] ends in one transaction when the queue took what it said it had not', async () => {
  const unsure = aFlow({
    sending: (store) => async (envelope) => {
      store(envelope);
      throw new Error('no answer');
    },
  });
  const body = stripe.payment(PAYMENT);
  expect(await unsure.deliver(stripe, body)).toBe(503);
  expect(await unsure.deliver(stripe, body)).toBe(503);
  await unsure.drain();
  expect(transactionsOf(unsure)).toHaveLength(1);
});

it('[F 10] leaves nothing behind when the request dies before the queue has it', async () => {
  const flow = aFlow({ sending: () => () => Promise.reject(new Error('no queue')) });
  expect(await flow.deliver(stripe, stripe.payment(PAYMENT))).toBe(503);
  expect(flow.messages).toEqual([]);
});

it('[F 21] ignores what happened in test mode where it is not to count', async () => {
  const flow = aFlow({ settings: { ...LOCAL_DEFAULTS, testMode: 'ignore' } });
  expect(await flow.deliver(stripe, stripe.payment(PAYMENT))).toBe(200);
  await flow.drain();
  expect(outcomesOf(flow)).toEqual(['ignored']);
});

it('[F 63] keeps the same event id of two providers apart', async () => {
  const flow = aFlow();
  for (const testkit of testkits) await flow.deliver(testkit, testkit.payment(PAYMENT));
  await flow.drain();
  expect(transactionsOf(flow)).toHaveLength(5);
});
