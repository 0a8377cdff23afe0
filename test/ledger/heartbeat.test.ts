import { HEARTBEAT_EVERY_MS, waitsSince } from '../../functions/ledger/heartbeat.ts';

const SENT = 1_700_000_000_000;
const last = { sentAt: SENT, handledAt: SENT + 20 };
const after = (milliseconds: number) => waitsSince(last, SENT + milliseconds);

it('takes nothing for waiting until the next heartbeat is overdue', () => {
  expect([0, 20, HEARTBEAT_EVERY_MS].map(after)).toEqual([undefined, undefined, undefined]);
  expect(waitsSince(undefined, SENT)).toBeUndefined();
});

it('tells since when the overdue heartbeat has been waiting, however long', () => {
  expect([HEARTBEAT_EVERY_MS + 1, 3_600_000].map(after)).toEqual([SENT + HEARTBEAT_EVERY_MS, SENT + HEARTBEAT_EVERY_MS]);
});
