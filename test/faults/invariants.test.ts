import { customerKey } from '../../functions/domain/keys.ts';
import type { MemoryLedger } from '../../functions/ledger/memory-ledger.ts';
import { createMemoryLedger } from '../../functions/ledger/memory-ledger.ts';
import type { TransactionRow } from '../../functions/ledger/rows.ts';
import { HISTORIES } from '../support/histories.ts';
import { MOST_ATTEMPTS, misplaced, overBudget, type Queued, triedTooOften, unkept, unverified } from '../support/invariants.ts';
import { aCustomer, aPayment, aRefund } from '../support/ledger-events.ts';
import { readingsOf } from '../support/ledger-fold.ts';
import { createTestProcessor, eventOf, ledgerAfter } from '../support/processor.ts';
import { type Apply, changedByRepeat, otherThanFold, wrongSums } from '../support/state-invariants.ts';
import { metered, writeBudget } from '../support/write-units.ts';

const NONE: Queued = { queue: [], deadLetters: [] };
const { providers } = createTestProcessor(createMemoryLedger()).deps;

const waitingItems = (ledger: MemoryLedger): number => Object.keys(ledger.snapshot().state['placed'] ?? {}).length;

const apply: Apply = async (ledger, delivery) => {
  const { processDelivery, drain } = createTestProcessor(ledger);
  await processDelivery(delivery);
  await drain();
};

describe.each(Object.entries(HISTORIES))('%s', (_, events) => {
  const deliveries = events.map((event) => eventOf(...event));
  const accepted = readingsOf(providers, deliveries);

  it('holds every invariant', async () => {
    const ledger = await ledgerAfter(deliveries);
    expect(await unkept(ledger, accepted, NONE)).toEqual([]);
    expect(await misplaced(ledger, accepted, NONE)).toEqual([]);
    expect(otherThanFold(ledger, accepted)).toEqual([]);
    expect(await changedByRepeat(ledger, { deliveries, apply })).toEqual([]);
    expect(await wrongSums(ledger)).toEqual([]);
    expect(await unverified(ledger, deliveries, accepted)).toEqual([]);
  });

  it('stays within the write units of each first delivery', async () => {
    const { ledger, units } = metered(createMemoryLedger());
    const { processDelivery, drain } = createTestProcessor(ledger);
    for (const [at, delivery] of deliveries.entries()) {
      const [before, dependents] = [units(), waitingItems(ledger)];
      await processDelivery(delivery);
      const spent = { units: units() - before, budget: writeBudget(accepted[at]?.ledgerEvents ?? [], { dependents }) };
      expect(overBudget(`event ${at + 1}`, spent)).toEqual([]);
      await drain();
    }
  });
});

describe('an invariant that is broken is told', () => {
  const paid = eventOf(
    aPayment({ id: 'evt_paid', second: 1, candidates: { explicit: customerKey('acme'), links: [] } }),
    aCustomer({ id: 'evt_paid' }),
  );
  const refunded = eventOf(aRefund({ minor: 300 }));
  const deliveries = [paid, refunded];
  const accepted = readingsOf(providers, deliveries);
  const refund = accepted[1]?.key ?? 'stripe:none';
  const half = () => ledgerAfter([paid]);

  /** The ledger with its row written once more, as no product would. */
  const withRow = async (change: (row: TransactionRow) => Partial<TransactionRow>): Promise<MemoryLedger> => {
    const ledger = await ledgerAfter(deliveries);
    const row = await ledger.readTransaction('stripe:charge:ch_1');
    if (row === undefined) throw new Error('The payment is not there');
    await ledger.write([{ kind: 'transaction', item: { ...row, ...change(row) } }]);
    return ledger;
  };

  it('I1: an accepted delivery is nowhere, unless a queue has it', async () => {
    expect(await unkept(await half(), accepted, NONE)).toHaveLength(1);
    expect(await unkept(await half(), accepted, { queue: [], deadLetters: [refund] })).toEqual([]);
  });

  it('I2: an event has no place, unless it is on the queue', async () => {
    expect(await misplaced(await half(), accepted, NONE)).toHaveLength(1);
    expect(await misplaced(await half(), accepted, { queue: [refund], deadLetters: [] })).toEqual([]);
  });

  it('I3: facts, an owner or a whole row are other than what was told', async () => {
    expect(otherThanFold(await half(), accepted)).toHaveLength(1);
    expect(otherThanFold(await withRow(() => ({ customerKey: null })), accepted)).toHaveLength(1);
    expect(otherThanFold(await ledgerAfter(deliveries), accepted.slice(1))).not.toEqual([]);
  });

  it('I4: a repeat writes', async () => {
    const ledger = await withRow(({ facts }) => ({ facts: { ...facts, reductions: { ...facts.reductions, refunds: {} } } }));
    expect(await changedByRepeat(ledger, { deliveries, apply })).toHaveLength(1);
  });

  it('I5: a refund counts where it is not placed', async () => {
    const ledger = await withRow(({ facts }) => ({ placed: { 'recurly:refund:1': facts.reductions } }));
    expect(await wrongSums(ledger)).toHaveLength(1);
  });

  it('I6: something was never verified', async () => {
    const ledger = await ledgerAfter(deliveries);
    expect(await unverified(ledger, [paid], accepted)).toHaveLength(1);
    expect((await unverified(ledger, [paid], accepted.slice(0, 1))).length).toBeGreaterThan(2);
  });

  it('I7 and I8: too much was taken, or tried', () => {
    expect(overBudget('a payment', { units: 5, budget: 4 })).toHaveLength(1);
    expect(triedTooOften('a row', { attempts: MOST_ATTEMPTS + 1 })).toHaveLength(1);
    expect(triedTooOften('a message', { receives: 6 })).toHaveLength(1);
    expect(triedTooOften('a message', { attempts: MOST_ATTEMPTS, receives: 5 })).toEqual([]);
  });
});
