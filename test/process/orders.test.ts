import type { Delivery } from '../../functions/ingest/delivery.ts';
import { HISTORIES } from '../support/histories.ts';
import { permutations, subsets } from '../support/orders.ts';
import { eventOf, ledgerAfter } from '../support/processor.ts';

const stateAfter = async (deliveries: readonly Delivery[]) => (await ledgerAfter(deliveries)).snapshot().state;

let applied = 0;
afterAll(() => process.stdout.write(`orders: ${applied} deliveries applied to ledgers of ${Object.keys(HISTORIES).length} histories\n`));

describe.each(Object.entries(HISTORIES))('%s', (_, events) => {
  const deliveries = events.map((event) => eventOf(...event));

  it('is one ledger on the whole lattice: each event brings the ledger of each smaller set to that of the larger', async () => {
    for (const set of subsets(deliveries)) {
      const state = await stateAfter(set);
      for (const delivery of deliveries) {
        const larger = set.includes(delivery) ? set : deliveries.filter((other) => other === delivery || set.includes(other));
        expect(await stateAfter([...set, delivery])).toEqual(larger === set ? state : await stateAfter(larger));
        applied += 1;
      }
    }
  });

  it('is one ledger in every order', async () => {
    const expected = await stateAfter(deliveries);
    for (const order of permutations(deliveries)) {
      expect(await stateAfter(order)).toEqual(expected);
      applied += order.length;
    }
  });
});
