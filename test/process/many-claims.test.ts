import { customerKey } from '../../functions/domain/keys.ts';
import { createMemoryLedger, type MemoryLedger } from '../../functions/ledger/memory-ledger.ts';
import { aCustomer, aPayment, at } from '../support/ledger-events.ts';
import { createTestProcessor, eventOf } from '../support/processor.ts';

/** Told anew every ten seconds, each time with the key; once with another one in between. */
const TOLD = [
  ...[10, 20, 30, 40, 50, 60].map((second) => aCustomer({ second, id: `evt_${second}` })),
  aCustomer({ key: 'globex', second: 35, id: 'evt_35' }),
];
const PAID = [5, 15, 32, 37, 45, 70].map((second) =>
  aPayment({ key: `stripe:charge:ch_${second}`, id: `evt_paid_${second}`, paidAt: at(second) }),
);

const ownersIn = async (ledger: MemoryLedger) => Promise.all(PAID.map(async ({ key }) => (await ledger.readTransaction(key))?.customerKey));

describe('a link whose customer is told anew again and again', () => {
  it.each([
    ['the payments last', [...TOLD, ...PAID]],
    ['the payments first', [...PAID, ...TOLD]],
    ['all backwards', [...TOLD, ...PAID].reverse()],
    ['the other customer last', [...TOLD.slice(0, -1), ...PAID, ...TOLD.slice(-1)]],
  ])('gives each payment to the customer of its time: %s', async (_, events) => {
    const { ledger, processDelivery, drain } = createTestProcessor(createMemoryLedger());
    for (const event of events) await processDelivery(eventOf(event));
    await drain();
    expect(await ownersIn(ledger)).toEqual(['acme', 'acme', 'acme', 'globex', 'acme', 'acme'].map(customerKey));
  });

  it('knows each of its claims again, also one in the middle whose record is gone', async () => {
    const { ledger, processDelivery } = createTestProcessor(createMemoryLedger());
    for (const event of TOLD) await processDelivery(eventOf(event));
    const before = ledger.snapshot().state;
    for (const event of TOLD) {
      ledger.expire(`stripe:${event.version.id}`);
      expect(await processDelivery(eventOf(event))).toBe('recorded');
    }
    expect(ledger.snapshot().state).toEqual(before);
  });
});
