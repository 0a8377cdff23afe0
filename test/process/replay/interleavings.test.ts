import { createMemoryLedger } from '../../../functions/ledger/memory-ledger.ts';
import { replayEvent } from '../../../functions/process/replay/replay-event.ts';
import { HISTORIES } from '../../support/histories.ts';
import { brokenProvider, mendedProvider, processorWith } from '../../support/mended-provider.ts';
import { eventOf, ledgerAfter } from '../../support/processor.ts';
import { interleaved, seeded } from '../../support/unreliable.ts';

const SEEDS = Array.from({ length: 12 }, (_, seed) => seed + 1);

let left = 0;
afterAll(() => process.stdout.write(`replays: ${left} rows were left alone at first, because an event of theirs was under way\n`));

it.each(Object.entries(HISTORIES))('replays that meet each other and new events end in the same rows: %s', async (_, events) => {
  const deliveries = events.map((event) => eventOf(...event));
  const expected = (await ledgerAfter(deliveries)).snapshot().state;
  for (const seed of SEEDS) {
    const random = seeded(seed);
    const ledger = createMemoryLedger();
    const old = deliveries.filter(() => random() < 0.6);
    const broken = processorWith(brokenProvider, ledger);
    for (const delivery of old) await broken.processDelivery(delivery);
    const { deps, processDelivery, drain } = processorWith(mendedProvider, ledger, { ledger: interleaved(ledger, random) });
    const replay = ({ body }: (typeof deliveries)[number]) =>
      replayEvent(deps, `stripe:${JSON.parse(body.toString('utf8')).eventId}`, 'then');
    const [told] = await Promise.all([Promise.all(old.map(replay)), Promise.all(deliveries.map(processDelivery))]);
    left += told.flat().length;
    // What was compared with a row before its record was written is left alone, and told; the operator replays it again.
    for (const delivery of old) await replay(delivery);
    for (const delivery of old) expect(await replay(delivery)).toEqual([]);
    await broken.drain();
    await drain();
    const { transactions, subscriptions, placed } = ledger.snapshot().state;
    expect({ transactions, subscriptions, placed }).toEqual({
      transactions: expected['transactions'],
      subscriptions: expected['subscriptions'],
      placed: expected['placed'],
    });
  }
});
