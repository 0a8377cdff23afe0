import { createMemoryLedger } from '../../functions/ledger/memory-ledger.ts';
import { describeLedger } from '../contract/ledger-store.ts';
import { aTransaction } from '../support/ledger-items.ts';

describeLedger('the memory ledger', createMemoryLedger);

describe('a snapshot', () => {
  const CHARGES = ['stripe:charge:ch_1', 'stripe:charge:ch_2'] as const;

  it('tells the same state whatever came first', async () => {
    const [one, other] = [createMemoryLedger(), createMemoryLedger()];
    for (const key of CHARGES) await one.write([{ kind: 'transaction', item: aTransaction(key, { recordedAt: 1 }) }]);
    for (const key of CHARGES.toReversed()) await other.write([{ kind: 'transaction', item: aTransaction(key, { recordedAt: 2 }) }]);
    expect(JSON.stringify(one.snapshot().state)).toBe(JSON.stringify(other.snapshot().state));
    expect(one.snapshot().story).not.toEqual(other.snapshot().story);
  });

  it('tells another state where the facts differ', async () => {
    const [one, other] = [createMemoryLedger(), createMemoryLedger()];
    await one.write([{ kind: 'transaction', item: aTransaction(CHARGES[0]) }]);
    await other.write([{ kind: 'transaction', item: aTransaction(CHARGES[0], { minor: 1 }) }]);
    expect(one.snapshot().state).not.toEqual(other.snapshot().state);
  });
});

it('gives and takes copies, so that nobody can change what is stored', async () => {
  const ledger = createMemoryLedger();
  const item = aTransaction('stripe:charge:ch_1');
  await ledger.write([{ kind: 'transaction', item }]);
  Object.assign(item.facts, { paidAt: 0 });
  Object.assign((await ledger.readTransaction(item.key))?.facts ?? {}, { paidAt: 0 });
  expect((await ledger.readTransaction(item.key))?.facts.paidAt).not.toBe(0);
});

it('forks into a ledger that goes its own way', async () => {
  const ledger = createMemoryLedger();
  await ledger.write([{ kind: 'transaction', item: aTransaction('stripe:charge:ch_1') }]);
  const before = ledger.snapshot();
  const fork = ledger.fork();
  expect(fork.snapshot()).toEqual(before);
  await fork.write([{ kind: 'transaction', item: aTransaction('stripe:charge:ch_2') }]);
  expect(ledger.snapshot()).toEqual(before);
  expect(fork.snapshot()).not.toEqual(before);
});
