import { createMemoryLedger } from '../../functions/ledger/memory-ledger.ts';
import { NO_METRICS } from '../../functions/platform/metrics.ts';
import { holdsCardNumber } from '../../functions/process/card-numbers.ts';
import { aPayment } from '../support/ledger-events.ts';
import { createTestProcessor, eventOf } from '../support/processor.ts';

/** The numbers that schemes give out for tests. */
const VISA = '4242424242424242';

const holds = (text: string) => holdsCardNumber(Buffer.from(text));

it.each([
  VISA,
  '4000000000000002',
  '5555555555554444',
  '2223003122003222',
  '378282246310005',
  '6011111111111117',
  '3566002020360505',
  '30569309025904',
])('sees %s in JSON, XML and a form', (number) => {
  expect([`{"note":"${number}"}`, `<note>${number}</note>`, `a=1&note=${number}`, `note=${number}&b=2`].map(holds)).toEqual(
    Array(4).fill(true),
  );
});

it.each([
  ['a number that fails its check digit', '{"id":"4242424242424241"}'],
  ['one of no scheme', '{"id":"1234567890128"}'],
  ['a number that is no text', `{"at":${VISA}}`],
  ['a part of a longer id', `{"id":"ch_${VISA}"}`],
  ['too many digits', `{"id":"${VISA}0000"}`],
  ['an amount', '<amount>1000</amount>'],
])('does not take %s for one', (_, text) => expect(holds(text)).toBe(false));

it('looks through the largest body in one pass', () => {
  const blanks = `{"a":"${'1'.repeat(2_000_000)}","b":"${'">="'.repeat(500_000)}"}`;
  expect(holds(blanks)).toBe(false);
  expect(holds(`${blanks}"${VISA}"`)).toBe(true);
});

it('is counted and told once for an event, which is recorded with its body as it came', async () => {
  const count = jest.fn();
  const log = { info: jest.fn(), warn: jest.fn(), error: jest.fn() };
  const { ledger, processDelivery } = createTestProcessor(createMemoryLedger(), { metrics: { ...NO_METRICS, count }, log });
  const delivery = eventOf(aPayment({ id: 'evt_card', productKey: VISA }));
  expect([await processDelivery(delivery), await processDelivery(delivery)]).toEqual(['recorded', 'duplicate']);
  expect(count.mock.calls.filter(([name]) => name === 'CardNumbersSeen')).toEqual([['CardNumbersSeen', { provider: 'stripe' }]]);
  expect(log.warn.mock.calls).toEqual([['card number seen', { provider: 'stripe', event: 'evt_card' }]]);
  const record = await ledger.readRecord('stripe:evt_card');
  expect(record === undefined ? [] : await ledger.readBodies(record)).toEqual([delivery.body]);
});
