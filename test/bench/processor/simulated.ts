import { PROVIDER_IDS } from '../../../functions/domain/keys.ts';
import type { Delivery } from '../../../functions/ingest/delivery.ts';
import { readingSettings } from '../../../functions/platform/settings.ts';
import { LOCAL_DEFAULTS } from '../../../functions/platform/settings-schema.ts';
import { createWorld } from '../../../lib/world/create-world.ts';
import type { WireEvent, World } from '../../../lib/world/world.ts';
import { sayTo } from '../../proof/orders/team.ts';
import type { Table } from '../section.ts';
import type { MeasuredProcessor, Processors, Took } from './measured-processor.ts';
import { warm } from './warm.ts';

const MONTHS = 6;

/** What happens to simulated people at five providers, worked off one by one, and in full batches in the order of sending. */
export const measureSimulated = async (processors: Processors, customers: number): Promise<Table & { readonly caption: string }> => {
  const { recordFrom } = LOCAL_DEFAULTS.stripe;
  const begin = new Date('2026-01-01T00:00:00Z');
  const world = createWorld({ seed: 7, customers, providers: PROVIDER_IDS, recordFrom, testMode: 'accept', begin, months: MONTHS });
  const rows: (readonly string[])[] = [];
  for (const size of [1, 10]) rows.push(rowOf(size, world, await live(await warm(processors), world, size)));
  return {
    caption: `${world.events.length} events of ${customers} simulated people at five providers in ${MONTHS} months, per event, with all the work that they leave. What the team itself says of them was said before.`,
    head: ['messages in a batch', 'write units', 'read units', 'requests', 'refused writes'],
    rows,
  };
};

const live = async ({ ledger, work, batch, drain, took }: MeasuredProcessor, { events, acts }: World, size: number): Promise<Took> => {
  for (const { at, key, partnerKey, providerKeys } of acts) {
    const partner = partnerKey === null ? {} : { partner: partnerKey };
    await sayTo(ledger, work, { kind: 'said', id: `act ${key}`, at: new Date(at), customer: key, ...partner, providerKeys });
  }
  await drain();
  return took(
    async () => {
      for (let at = 0; at < events.length; at += size) {
        await batch(events.slice(at, at + size).map(deliveryOf));
        await drain();
      }
    },
    { kind: 'free' },
  );
};

const deliveryOf = ({ provider, at, body }: WireEvent): Delivery => ({
  ...{ provider, body, receivedAt: new Date(at), headers: {} },
  settings: readingSettings(LOCAL_DEFAULTS, provider),
});

const rowOf = (size: number, { events }: World, { write, read, requests, refused }: Took): readonly string[] => [
  String(size),
  ...[write, read, requests, refused].map((count) => (count / events.length).toFixed(2)),
];
