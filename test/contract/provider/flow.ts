import { customerKey } from '../../../functions/domain/keys.ts';
import type { Testkit } from '../../../functions/providers/testkit.ts';
import { aFlow } from '../../support/flow.ts';
import { aCustomer } from '../../support/ledger-items.ts';
import { permutations } from '../../support/orders.ts';
import { halfOf, PAYMENT, paymentOf, refundsOf, unrelatedOf } from './samples.ts';

const ACME = customerKey(PAYMENT.customerKey);

/** From the door to the ledger, over the real ingest handler and the real processor, in memory. */
export const describeFlow = (testkit: Testkit): void => {
  /** The flow after these bodies, each delivered with a proof and answered 200, and all work done. */
  const flowAfter = async (bodies: readonly Buffer[]) => {
    const flow = aFlow();
    await flow.ledger.write([{ kind: 'customer', item: aCustomer(ACME) }]);
    for (const body of bodies) {
      expect(await flow.deliver(testkit, body)).toBe(200);
      await flow.drain();
    }
    return flow;
  };

  it.each([1, 2, 3])('records a payment under its customer once when it comes %d time(s)', async (times) => {
    const { ledger } = await flowAfter(Array<Buffer>(times).fill(paymentOf(testkit)));
    const { items } = await ledger.listTransactions(ACME, { limit: 10 });
    expect(items).toMatchObject([
      { key: testkit.transactionKey(PAYMENT.paymentId), customerKey: ACME, view: { amount: PAYMENT.minor, netAmount: PAYMENT.minor } },
    ]);
    expect((await ledger.listWaiting({ limit: 10 })).items).toEqual([]);
  });

  it('ends in the same ledger in whatever order its events come', async () => {
    const refunds = refundsOf(testkit);
    const netAmount = PAYMENT.minor - 20_00 * refunds.length;
    const orders = permutations([paymentOf(testkit), ...refunds, unrelatedOf(testkit)]);
    const flows = await Promise.all(orders.map(flowAfter));
    for (const { ledger } of flows) {
      expect((await ledger.listTransactions(ACME, { limit: 10 })).items).toMatchObject([{ view: { netAmount } }]);
      expect(ledger.snapshot().state).toEqual(flows[0]?.ledger.snapshot().state);
    }
  });

  it('[69] archives what means nothing to the ledger, as ignored and with the reason', async () => {
    const body = unrelatedOf(testkit);
    const { ledger } = await flowAfter([body]);
    const [record, ...others] = recordsOf(ledger);
    expect(others).toEqual([]);
    expect(record).toMatchObject({ outcome: 'ignored', reason: expect.any(String), rows: [] });
  });

  it.each<[string, Buffer]>([
    ['[8] an empty body', Buffer.alloc(0)],
    ['bytes that are no text', Buffer.from([0xff, 0x00, 0xc0, 0xaf, 0x80])],
    ['[61] a truncated body', halfOf(paymentOf(testkit))],
  ])('keeps %s as unreadable, byte for byte, and leaves the ledger alone', async (_, body) => {
    const { ledger } = await flowAfter([body]);
    const { items } = await ledger.listUnreadable({ limit: 10 });
    expect(items).toMatchObject([{ provider: testkit.provider.id, outcome: 'unreadable', rows: [] }]);
    expect(await Promise.all(items.map(ledger.readBodies))).toEqual([[body]]);
    expect(ledger.snapshot().state['transactions']).toEqual({});
  });
};

const recordsOf = (ledger: ReturnType<typeof aFlow>['ledger']): readonly unknown[] =>
  Object.values(ledger.snapshot().story['records'] ?? {});
