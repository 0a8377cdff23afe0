import { bodyHash } from '../../../functions/ledger/body-hash.ts';
import type { EventRecord } from '../../../functions/ledger/event-record.ts';
import type { Ledger } from '../../../functions/ledger/ledger.ts';
import { aRecord, JUNE_1 } from '../../support/ledger-items.ts';
import { noise } from '../../support/noise.ts';
import type { MakeLedger } from '../ledger-store.ts';

const BODY = Buffer.from('{"id":"evt_1","type":"charge.succeeded"}');
const MIB = 1024 * 1024;

/** What a replay looks for: records by time, and the events that name a row. */
export const describeScans = (makeLedger: MakeLedger): void => {
  let ledger: Ledger;
  beforeEach(async () => {
    ledger = await makeLedger();
  });

  it('gives every record of a time of receipt, in pages that may be empty, and none of its bodies', async () => {
    for (const n of [0, 1, 2, 3]) {
      await ledger.writeRecord(aRecord(`stripe:evt_${n}`, BODY, { receivedAt: JUNE_1 + n }), BODY);
      await ledger.putMention('stripe:charge:ch_1', `stripe:evt_${n}`);
    }
    await ledger.writeRecord(
      aRecord('stripe:evt_0', noise(MIB), { version: 1, receivedAt: JUNE_1, bodies: [BODY, noise(MIB)].map(bodyHash) }),
      noise(MIB),
    );
    const within = async (from: number | null, to: number | null, limit: number) =>
      (await scanAll(ledger, { from, to }, limit)).map(({ key }) => key).sort();
    for (const limit of [1, 3, 100]) {
      expect(await within(null, null, limit)).toEqual(['stripe:evt_0', 'stripe:evt_1', 'stripe:evt_2', 'stripe:evt_3']);
      expect(await within(JUNE_1 + 1, JUNE_1 + 3, limit)).toEqual(['stripe:evt_1', 'stripe:evt_2']);
    }
    const [last] = await scanAll(ledger, { from: JUNE_1 + 3, to: null }, 100);
    expect(last).toEqual(await ledger.readRecord('stripe:evt_3'));
  });

  it('keeps which events told a row nothing new, each once', async () => {
    const long = `stripe:charge:${'x'.repeat(2_000)}` as const;
    for (const event of ['stripe:evt_2', 'stripe:evt_1', 'stripe:evt_2'] as const) await ledger.putMention('stripe:charge:ch_1', event);
    await ledger.putMention(long, `stripe:${'y'.repeat(2_000)}`);
    expect(await ledger.mentions('stripe:charge:ch_1', 100)).toEqual(['stripe:evt_1', 'stripe:evt_2']);
    expect(await ledger.mentions('stripe:charge:ch_1', 1)).toHaveLength(1);
    expect(await ledger.mentions(long, 100)).toEqual([`stripe:${'y'.repeat(2_000)}`]);
    expect(await ledger.mentions('stripe:charge:ch_2', 100)).toEqual([]);
  });
};

/** Unlike a list that people read, a scan may give an empty page before the last. */
const scanAll = async (ledger: Ledger, received: Parameters<Ledger['scanRecords']>[0], limit: number): Promise<readonly EventRecord[]> => {
  const all: EventRecord[] = [];
  let cursor: string | undefined;
  do {
    const page = await ledger.scanRecords(received, { limit, cursor });
    all.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return all;
};
