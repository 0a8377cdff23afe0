import { createMemoryLedger } from '../../functions/ledger/memory-ledger.ts';
import { createNoteLastEvent } from '../../functions/process/note-last-event.ts';

const MINUTE_MS = 60_000;
const delivery = (provider: 'stripe' | 'recurly', at: number) => ({ provider, receivedAt: new Date(at) });

const aNoter = (noteLastEvent = createMemoryLedger().noteLastEvent) => {
  const time = { now: 0 };
  const ledger = { ...createMemoryLedger(), noteLastEvent: jest.fn(noteLastEvent) };
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
    { provider: 'stripe', receivedAt: MINUTE_MS },
    { provider: 'recurly', receivedAt: 5 },
  ]);
});

it('holds up no delivery when it cannot be written', async () => {
  const { note, warn } = aNoter(() => Promise.reject(new Error('down')));
  await expect(note(delivery('stripe', 0))).resolves.toBeUndefined();
  expect(warn).toHaveBeenCalledTimes(1);
});
