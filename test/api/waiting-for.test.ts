import type { AwaitedKey } from '../../functions/domain/keys.ts';
import { createMemoryLedger } from '../../functions/ledger/memory-ledger.ts';
import { aPayment, INVOICE } from '../support/ledger-events.ts';
import { anApi } from './an-api.ts';
import { aPlacedItem, aSubscriptionRow, aTransactionRow } from './rows.ts';

const CUS = 'stripe:customer:cus_1';

/** Payments that wait for a link of this provider key, with their waiting entries. */
const withWaiting = async (ledger: ReturnType<typeof createMemoryLedger>, link: `stripe:customer:${string}`, keys: readonly string[]) => {
  const awaited: AwaitedKey = `link:${link}`;
  for (const id of keys) {
    const key = `stripe:charge:${id}` as const;
    const payment = aPayment({ key, candidates: { links: [link] } });
    await ledger.write([{ kind: 'transaction', item: aTransactionRow({ payment, customerKey: null, awaiting: [awaited] }) }]);
    await ledger.putWaitingEntry({ awaited, row: { table: 'transactions', key }, since: 0, token: key });
  }
};

const keysOf = (answer: { readonly json: { readonly data: { readonly items: readonly { readonly key: string }[] } } }) =>
  answer.json.data.items.map(({ key }) => key);

describe('GET /v1/waiting?key=', () => {
  it('shows what waits for a provider key, and reads nothing else of many rows', async () => {
    const ledger = createMemoryLedger();
    await withWaiting(
      ledger,
      'stripe:customer:cus_2',
      Array.from({ length: 3_000 }, (_, n) => `other_${n}`),
    );
    await withWaiting(ledger, CUS, ['ch_1', 'ch_2', 'ch_3']);
    const reads: string[] = [];
    const counted = new Proxy(ledger, {
      get: (target, name: keyof typeof ledger) => {
        const method = target[name];
        if (typeof method !== 'function') return method;
        return (...args: readonly unknown[]) => {
          reads.push(`${name} ${JSON.stringify(args[0])}`);
          return Reflect.apply(method, target, args);
        };
      },
    });
    expect(keysOf(await anApi({ ledger: counted }).call(`/v1/waiting?key=${CUS}`))).toEqual([
      'stripe:charge:ch_1',
      'stripe:charge:ch_2',
      'stripe:charge:ch_3',
    ]);
    expect(reads).toEqual([
      `readAlias "${CUS}"`,
      `readTransactions ["${CUS}"]`,
      `readPlaced "${CUS}"`,
      `waitingEntries "link:${CUS}"`,
      'readTransactions ["stripe:charge:ch_1","stripe:charge:ch_2","stripe:charge:ch_3"]',
      `waitingEntries "customer:${CUS}"`,
    ]);
  });

  it('comes in pages that its cursors go through, each row once', async () => {
    const ledger = createMemoryLedger();
    await withWaiting(ledger, CUS, ['ch_1', 'ch_2', 'ch_3', 'ch_4', 'ch_5']);
    const { call } = anApi({ ledger });
    const seen: string[] = [];
    let cursor = '';
    do {
      const { json } = await call(`/v1/waiting?key=${CUS}&limit=2${cursor}`);
      seen.push(...json.data.items.map(({ key }: { readonly key: string }) => key));
      cursor = json.data.next_cursor === null ? '' : `&cursor=${json.data.next_cursor}`;
    } while (cursor !== '');
    expect(seen).toEqual(['1', '2', '3', '4', '5'].map((id) => `stripe:charge:ch_${id}`));
  });

  it('[108] refuses the cursor of another key', async () => {
    const ledger = createMemoryLedger();
    await withWaiting(ledger, CUS, ['ch_1', 'ch_2']);
    const { call } = anApi({ ledger });
    const { next_cursor: cursor } = (await call(`/v1/waiting?key=${CUS}&limit=1`)).json.data;
    expect(cursor).toEqual(expect.any(String));
    expect((await call(`/v1/waiting?key=stripe:customer:cus_2&cursor=${cursor}`)).status).toBe(400);
    expect((await call(`/v1/waiting?cursor=${cursor}`)).status).toBe(400);
  });

  it('shows what waits for a customer, and leaves out what no longer does', async () => {
    const ledger = createMemoryLedger();
    const awaited: AwaitedKey = 'customer:acme';
    await ledger.write([{ kind: 'subscription', item: aSubscriptionRow({ customerKey: null, awaiting: [awaited] }) }]);
    await ledger.write([{ kind: 'transaction', item: aTransactionRow() }]);
    await ledger.putWaitingEntry({ awaited, row: { table: 'subscriptions', key: 'stripe:subscription:sub_1' }, since: 0, token: 'a' });
    await ledger.putWaitingEntry({ awaited, row: { table: 'transactions', key: 'stripe:charge:ch_1' }, since: 0, token: 'b' });
    await ledger.putWaitingEntry({ awaited, row: { table: 'transactions', key: 'stripe:charge:ch_not_there_yet' }, since: 0, token: 'c' });
    expect(keysOf(await anApi({ ledger }).call('/v1/waiting?key=acme'))).toEqual(['stripe:subscription:sub_1']);
  });

  it('shows a refund by its own key, and by the invoice that it names', async () => {
    const ledger = createMemoryLedger();
    await ledger.write([
      { kind: 'placed', item: aPlacedItem({ key: 'recurly:refund:8' }) },
      { kind: 'alias', item: { key: INVOICE, version: 0, facts: { payments: {}, dependents: ['recurly:refund:8'] } } },
    ]);
    const { call } = anApi({ ledger });
    for (const key of ['recurly:refund:8', INVOICE]) {
      expect(keysOf(await call(`/v1/waiting?key=${encodeURIComponent(key)}`))).toEqual(['recurly:refund:8']);
    }
  });

  it.each(['', '%00', 'a'.repeat(256)])('answers 400 to %j, which is no key', async (key) => {
    expect(await anApi().call(`/v1/waiting?key=${key}`)).toMatchObject({ status: 400, json: { errors: [{ field: 'key' }] } });
  });
});
