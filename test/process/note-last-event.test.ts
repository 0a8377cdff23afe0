import { LEAST_GAP_MS, usualGap } from '../../functions/domain/silence.ts';
import { createMemoryLedger } from '../../functions/ledger/memory-ledger.ts';
import { createNoteLastEvent } from '../../functions/process/note-last-event.ts';

const MINUTE_MS = 60_000;
const delivery = (provider: 'stripe' | 'recurly', at: number) => ({ provider, receivedAt: new Date(at) });

const aNoter = (write?: () => Promise<void>) => {
  const time = { now: 0 };
  const memory = createMemoryLedger();
  const ledger = { ...memory, noteLastEvent: jest.fn(write ?? memory.noteLastEvent) };
  const warn = jest.fn();
  const note = createNoteLastEvent({ ledger, clock: () => new Date(time.now), log: { info: () => {}, warn, error: () => {} } });
  return { note, time, warn, noted: ledger.noteLastEvent };
};

it('notes each provider at most once a minute', async () => {
  const { note, time, noted } = aNoter();
  for (const at of [0, 1, MINUTE_MS - 1, MINUTE_MS, MINUTE_MS + 1]) {
    time.now = at;
    await note(delivery('stripe', at));
  }
  await note(delivery('recurly', 5));
  expect(noted.mock.calls.flat()).toEqual([
    { provider: 'stripe', receivedAt: 0 },
    { provider: 'stripe', receivedAt: MINUTE_MS, usualGap: LEAST_GAP_MS },
    { provider: 'recurly', receivedAt: 5 },
  ]);
});

it('holds up no delivery when it cannot be written', async () => {
  const { note, warn } = aNoter(() => Promise.reject(new Error('down')));
  await expect(note(delivery('stripe', 0))).resolves.toBeUndefined();
  expect(warn).toHaveBeenCalledTimes(1);
});

it('notes the usual gap with each, and nothing of what was received before the last', async () => {
  const { note, time, noted } = aNoter();
  const day = 86_400_000;
  for (const at of [0, day, day - 5, 3 * day]) {
    time.now += 2 * MINUTE_MS;
    await note(delivery('stripe', at));
  }
  const first = usualGap(undefined, day);
  expect(noted.mock.calls.flat()).toEqual([
    { provider: 'stripe', receivedAt: 0 },
    { provider: 'stripe', receivedAt: day, usualGap: first },
    { provider: 'stripe', receivedAt: 3 * day, usualGap: usualGap(first, 2 * day) },
  ]);
});
