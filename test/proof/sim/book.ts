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
    const body = text.slice(text.lastIndexOf('"body":'));
    const known = readings.get(body);
    if (known !== undefined) return known;
    const delivery = decodeDelivery(ofThisBuild(text));
    const reading = readDelivery(providers[delivery.provider], delivery);
    readings.set(body, reading);
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
      if (!isFinished(record) || datedByReceipt(reading)) return;
      const missing = await notHeld(memory, reading.ledgerEvents);
      if (missing.length > 0)
        kernel.violate(`I3: ${record.key} is ${record.outcome}, and the ledger does not hold what it tells of ${missing.join(', ')}`);
    },
    /** Time to live takes the record of a finished event, at any time. */
    expireOne: async (): Promise<void> => {
      const keys = [...byKey.keys()];
      const key = keys[kernel.integer(keys.length)];
      const record = key === undefined ? undefined : await memory.readRecord(key);
      // Only its record knows the first receipt of an event without a time of its own: it is kept longer than any provider retries.
      if (record === undefined || record.expiresAt === null || datedByReceipt(byKey.get(record.key))) return;
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

const datedByReceipt = (reading: Reading | undefined): boolean => reading?.ledgerEvents.some((event) => 'receivedAt' in event) === true;

export type Book = ReturnType<typeof createBook>;
