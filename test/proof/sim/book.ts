import type { EventKey } from '../../../functions/domain/keys.ts';
import { type Delivery, decodeDelivery } from '../../../functions/ingest/delivery.ts';
import { type EventRecord, isFinished } from '../../../functions/ledger/event-record.ts';
import type { MemoryLedger } from '../../../functions/ledger/memory-ledger.ts';
import { type Reading, readDelivery } from '../../../functions/process/reading.ts';
import { providers } from '../../../functions/providers/all.ts';
import { ofThisBuild } from './builds.ts';
import { notHeld } from './covers.ts';
import type { Kernel } from './kernel.ts';

/** What the simulation knows of every event that was accepted, to hold the product to it. */
export const createBook = (kernel: Kernel, memory: MemoryLedger) => {
  const readings = new Map<string, Reading>();
  const byKey = new Map<EventKey, Reading>();
  const deliveries = new Map<EventKey, Delivery>();
  const expired = new Set<EventKey>();
  let accepted = 0;

  const readingOf = (text: string): Reading => {
    const delivery = decodeDelivery(ofThisBuild(text));
    const name = `${delivery.provider} ${delivery.body.toString('latin1')}`;
    const reading = readings.get(name) ?? readDelivery(providers[delivery.provider], delivery);
    readings.set(name, reading);
    byKey.set(reading.key, reading);
    if (!deliveries.has(reading.key)) deliveries.set(reading.key, delivery);
    return reading;
  };

  return {
    /** A delivery stands on the queue. */
    accept: (text: string): void => {
      accepted += 1;
      readingOf(text);
    },
    /** The queue lets a message go: what became of its event must be told (I2). */
    letGo: async (text: string): Promise<void> => {
      if (!text.includes('"kind":"delivery"')) return;
      const { key } = readingOf(text);
      if (expired.has(key)) return;
      const record = await memory.readRecord(key);
      if (record === undefined) kernel.violate(`I2: ${key} left the queue without a record`);
    },
    /** A record says that all is done: all of it must be there (the record is written last). */
    wasRecorded: async (record: EventRecord): Promise<void> => {
      const reading = byKey.get(record.key);
      if (reading === undefined) return kernel.violate(`I6: ${record.key} was recorded and never accepted`);
      // Without a time of its own an event is told with its first receipt, which may be that of another delivery.
      if (!isFinished(record) || reading.ledgerEvents.some((event) => 'receivedAt' in event)) return;
      const missing = await notHeld(memory, reading.ledgerEvents);
      if (missing.length > 0) kernel.violate(`I3: ${record.key} is ${record.outcome}, and the ledger does not hold what it tells of ${missing.join(', ')}`);
    },
    /** Time to live takes the record of a finished event, at any time. */
    expireOne: async (): Promise<void> => {
      const keys = [...byKey.keys()];
      const key = keys[kernel.integer(keys.length)];
      const record = key === undefined ? undefined : await memory.readRecord(key);
      if (record === undefined || record.expiresAt === null) return;
      kernel.tell(`time to live deletes ${record.key}`);
      expired.add(record.key);
      memory.expire(record.key);
    },
    accepted: () => accepted,
    events: () => byKey.size,
    readings: (): ReadonlyMap<EventKey, Reading> => byKey,
    deliveries: (): ReadonlyMap<EventKey, Delivery> => deliveries,
    isExpired: (key: EventKey) => expired.has(key),
  };
};

export type Book = ReturnType<typeof createBook>;
