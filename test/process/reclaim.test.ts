import { customerKey, type ProviderKey } from '../../functions/domain/keys.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import { createMemoryLedger } from '../../functions/ledger/memory-ledger.ts';
import type { Work } from '../../functions/ledger/work.ts';
import { processWork } from '../../functions/process/process-work.ts';
import { aClaim, aSubscription, aTransaction } from '../support/ledger-items.ts';
import { createTestProcessor } from '../support/processor.ts';

const OTHER = customerKey('other');
const LINK: ProviderKey = 'stripe:customer:cus_1';
/** More than two messages take. */
const ROWS = 2_100;

const CROWD = Array.from({ length: ROWS }, (_, at) => `stripe:charge:ch_${at}` as const);

/** Two customers claim the link. The second has many payments, which the list gives page by page. */
const aCrowd = async () => {
  const memory = createMemoryLedger();
  const processor = createTestProcessor<Ledger>({
    ...memory,
    transactionKeysSince: async (customer, from, page) => {
      if (customer !== OTHER) return memory.transactionKeysSince(customer, from, page);
      const start = Number(page.cursor ?? 0);
      const end = start + page.limit;
      return { items: CROWD.slice(start, end), nextCursor: end < CROWD.length ? String(end) : null };
    },
  });
  for (const target of ['acme', 'other']) await memory.write([{ kind: 'claim', item: aClaim(LINK, target) }]);
  await memory.write([
    { kind: 'transaction', item: aTransaction('stripe:charge:of_acme') },
    { kind: 'subscription', item: aSubscription('stripe:subscription:of_acme') },
    { kind: 'subscription', item: aSubscription('stripe:subscription:of_other', { customerKey: OTHER }) },
  ]);
  return { ...processor, all: [...CROWD, 'stripe:charge:of_acme', 'stripe:subscription:of_acme', 'stripe:subscription:of_other'].sort() };
};

/** Works off reclaims alone; what else is left lies in the queue. */
const workOff = async ({ deps, queue }: Awaited<ReturnType<typeof aCrowd>>, first: Work) => {
  const pages: number[] = [];
  for (let next: Work | undefined = first; next !== undefined; ) {
    const before = queue.length;
    await processWork(deps, next);
    const at = queue.findIndex(({ kind }) => kind === 'reclaim');
    [next] = at < 0 ? [undefined] : queue.splice(at, 1);
    pages.push(queue.length - before);
  }
  return pages;
};

const rowsIn = (queue: readonly Work[]) => queue.flatMap((work) => (work.kind === 'resolve' ? work.rows.map(({ key }) => key) : []));

describe('a late claim of a link', () => {
  it('has every row of its customers resolved again, some pages a message', async () => {
    const crowd = await aCrowd();
    const pages = await workOff(crowd, { kind: 'reclaim', providerKey: LINK, from: null });
    expect(rowsIn(crowd.queue).sort()).toEqual(crowd.all);
    expect(pages.length).toBe(3);
    expect(Math.max(...pages)).toBeLessThanOrEqual(40);
  });

  it('leaves nothing out when a message comes twice', async () => {
    const crowd = await aCrowd();
    const first: Work = { kind: 'reclaim', providerKey: LINK, from: null };
    await processWork(crowd.deps, first);
    crowd.queue.length = 0;
    await workOff(crowd, first);
    expect(rowsIn(crowd.queue).sort()).toEqual(crowd.all);
  });
});
