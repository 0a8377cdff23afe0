import { customerKey, partnerKey, type TransactionKey } from '../../../functions/domain/keys.ts';
import { viewSubscription } from '../../../functions/domain/subscription.ts';
import { viewTransaction } from '../../../functions/domain/transaction-view.ts';
import { CursorError, type Ledger, type PageRequest } from '../../../functions/ledger/ledger.ts';
import { ACME, aCustomer, aRefundAlone, aSubscription, aTransaction, JUNE_1 } from '../../support/ledger-items.ts';
import type { MakeLedger } from '../ledger-store.ts';
import { forgedCursors, readAll, strayCursors } from './pages.ts';

const OTHER = customerKey('acme#2026');

export const describeLists = (makeLedger: MakeLedger): void => {
  let ledger: Ledger;
  beforeEach(async () => {
    ledger = await makeLedger();
  });

  const charge = (n: number): TransactionKey => `stripe:charge:ch_${n}`;
  /** Payments of acme's, one a day, written in an order of their own. */
  const writeDays = async (days: readonly number[]): Promise<void> => {
    for (const day of days) {
      await ledger.write([{ kind: 'transaction', item: aTransaction(charge(day), { paidAt: JUNE_1 + day * 86_400_000 }) }]);
    }
  };

  it('lists the transactions of a customer newest first', async () => {
    await writeDays([2, 0, 4, 1, 3]);
    await ledger.write([{ kind: 'transaction', item: aTransaction('api:other', { customerKey: OTHER }) }]);
    for (const limit of [1, 2, 5, 250]) {
      const listed = await readAll(limit, (page) => ledger.listTransactions(ACME, page));
      expect(listed.map(({ key }) => key)).toEqual([4, 3, 2, 1, 0].map(charge));
    }
  });

  it.each([2, 100])('lists a transaction as its facts tell it, with its %d events', async (events) => {
    const keys = Array.from({ length: events }, (_, n) => `stripe:evt_${n}` as const);
    const item = aTransaction(charge(1), { productKey: 'gold', eventKeys: keys });
    await ledger.write([{ kind: 'transaction', item }]);
    const { items } = await ledger.listTransactions(ACME, { limit: 25 });
    const { key, customerKey, eventKeys, recordedAt } = item;
    expect(items).toEqual([{ key, customerKey, eventKeys, recordedAt, view: viewTransaction(item.facts) }]);
  });

  it('orders transactions of one instant by key, and those before 1970 before all', async () => {
    const [early, late] = [aTransaction('api:1950', { paidAt: -631_152_000_000 }), aTransaction('api:2300', { paidAt: 1e13 })];
    const [a, b] = [aTransaction('api:A'), aTransaction('api:\u{1f600}')];
    await ledger.write([late, b, early, a].map((item) => ({ kind: 'transaction', item })));
    const { items } = await ledger.listTransactions(ACME, { limit: 25 });
    expect(items.map(({ key }) => key)).toEqual(['api:2300', 'api:\u{1f600}', 'api:A', 'api:1950']);
  });

  it('lists half a character as a mark that stands for it', async () => {
    await ledger.write([{ kind: 'transaction', item: aTransaction(charge(1), { productKey: 'cut \ud83d' }) }]);
    const { items } = await ledger.listTransactions(ACME, { limit: 25 });
    expect(items).toMatchObject([{ view: { productKey: 'cut \ufffd' } }]);
  });

  it('moves a transaction to the list of its new customer', async () => {
    await writeDays([1]);
    await ledger.write([{ kind: 'transaction', item: aTransaction(charge(1), { version: 1, customerKey: OTHER }) }]);
    expect(await ledger.listTransactions(ACME, { limit: 25 })).toEqual({ items: [], nextCursor: null });
    expect((await ledger.listTransactions(OTHER, { limit: 25 })).items).toHaveLength(1);
  });

  it('lists no transaction without a customer or without its payment', async () => {
    await ledger.write([
      { kind: 'transaction', item: aTransaction(charge(1), { customerKey: null }) },
      { kind: 'transaction', item: { ...aRefundAlone(charge(2)), customerKey: ACME } },
    ]);
    expect((await ledger.listTransactions(ACME, { limit: 25 })).items).toEqual([]);
  });

  it('gives the keys of the transactions since a time, that time included', async () => {
    await writeDays([0, 1, 2, 3]);
    const since = (from: number | null) => readAll(2, (page) => ledger.transactionKeysSince(ACME, from, page));
    expect([...(await since(null))].sort()).toEqual([0, 1, 2, 3].map(charge));
    expect([...(await since(JUNE_1 + 2 * 86_400_000))].sort()).toEqual([2, 3].map(charge));
    expect(await since(JUNE_1 + 3 * 86_400_000 + 1)).toEqual([]);
  });

  it('lists the transactions between two times, the first included and the second not', async () => {
    await writeDays([0, 2, 1, 3]);
    const between = async (from: number | null, to: number | null) => {
      const range = { from: from === null ? null : JUNE_1 + from * 86_400_000, to: to === null ? null : JUNE_1 + to * 86_400_000 };
      return (await readAll(2, (page) => ledger.transactionsBetween(ACME, range, page))).map(({ key }) => key);
    };
    expect(await between(null, null)).toEqual([0, 1, 2, 3].map(charge));
    expect(await between(1, 3)).toEqual([1, 2].map(charge));
    expect(await between(2, null)).toEqual([2, 3].map(charge));
    expect(await between(null, 1)).toEqual([0].map(charge));
    expect(await between(2, 2)).toEqual([]);
  });

  it('lists the subscriptions of a customer as their facts tell them', async () => {
    const rows = ['stripe:subscription:sub_2', 'stripe:subscription:sub_1', 'chargify:subscription:7'] as const;
    for (const key of rows) await ledger.write([{ kind: 'subscription', item: aSubscription(key) }]);
    await ledger.write([{ kind: 'subscription', item: aSubscription('stripe:subscription:sub_3', { customerKey: null }) }]);
    const listed = await readAll(2, (page) => ledger.listSubscriptions(ACME, page));
    const expected = [...rows].sort().map((key) => ({ key, customerKey: ACME, view: viewSubscription(aSubscription(key).facts) }));
    expect(listed).toEqual(expected);
  });

  it('gives the customers of a partner, and all of them', async () => {
    for (const key of ['c', 'a', 'b']) await ledger.write([{ kind: 'customer', item: aCustomer(key) }]);
    await ledger.write([{ kind: 'customer', item: aCustomer('d', { partner: 'partner_2' }) }]);
    await ledger.write([{ kind: 'customer', item: aCustomer('e', { partner: null }) }]);
    const keysOf = async (partner: string | undefined) =>
      [...(await readAll(2, (page) => ledger.customerKeys(partner === undefined ? undefined : partnerKey(partner), page)))].sort();
    expect(await keysOf('partner_1')).toEqual(['a', 'b', 'c']);
    expect(await keysOf('partner_3')).toEqual([]);
    expect(await keysOf(undefined)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('lists keys of any length', async () => {
    const key: TransactionKey = `stripe:charge:${'\u{1f600}'.repeat(600)}`;
    await ledger.write([{ kind: 'transaction', item: aTransaction(key) }]);
    expect(await ledger.transactionKeysSince(ACME, null, { limit: 25 })).toEqual({ items: [key], nextCursor: null });
  });

  it('[108] refuses a cursor that was forged or is of another list', async () => {
    await writeDays([0, 1, 2]);
    await ledger.write([{ kind: 'transaction', item: aTransaction('api:other', { customerKey: OTHER }) }]);
    const { nextCursor } = await ledger.listTransactions(ACME, { limit: 1 });
    const cursor = nextCursor ?? '';
    for (const forged of forgedCursors(cursor)) {
      await expect(ledger.listTransactions(ACME, { limit: 1, cursor: forged })).rejects.toBeInstanceOf(CursorError);
    }
    const elsewhere = [
      ledger.listTransactions(OTHER, { limit: 1, cursor }),
      ledger.transactionKeysSince(ACME, null, { limit: 1, cursor }),
      ledger.transactionsBetween(ACME, { from: null, to: null }, { limit: 1, cursor }),
      ledger.listSubscriptions(ACME, { limit: 1, cursor }),
      ledger.customerKeys(undefined, { limit: 1, cursor }),
      ledger.listWaiting({ limit: 1, cursor }),
      ledger.listUnreadable({ limit: 1, cursor }),
      ledger.releaseJobs({ limit: 1, cursor }),
      ledger.allWaitingEntries({ limit: 1, cursor }),
    ];
    for (const result of await Promise.allSettled(elsewhere)) expect(result).toMatchObject({ reason: { name: 'CursorError' } });
  });

  it('[108] begins a page or refuses, wherever a cursor of the right shape points', async () => {
    await writeDays([0, 1, 2]);
    await ledger.write(['a', 'b'].map((key) => ({ kind: 'customer', item: aCustomer(key) })));
    for (const read of [
      (page: PageRequest) => ledger.listTransactions(ACME, page),
      (page: PageRequest) => ledger.transactionKeysSince(ACME, JUNE_1 + 1, page),
      (page: PageRequest) => ledger.transactionsBetween(ACME, { from: JUNE_1, to: JUNE_1 + 2 * 86_400_000 }, page),
      (page: PageRequest) => ledger.customerKeys(undefined, page),
      (page: PageRequest) => ledger.customerKeys(partnerKey('partner_1'), page),
    ]) {
      const { nextCursor } = await read({ limit: 1 });
      for (const cursor of strayCursors(nextCursor ?? '')) {
        const [result] = await Promise.allSettled([read({ limit: 1, cursor })]);
        if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(CursorError);
      }
    }
  });

  it('gives a cursor that is safe in a URL', async () => {
    await writeDays([0, 1]);
    expect((await ledger.listTransactions(ACME, { limit: 1 })).nextCursor).toMatch(/^[\w-]+$/);
  });
};
