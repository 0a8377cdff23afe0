import type { EventKey } from '../../domain/keys.ts';
import { listedBodyHash } from '../body-hash.ts';
import type { EventRecord } from '../event-record.ts';
import { keptRecord } from '../kept-record.ts';
import { timeText } from '../keys.ts';
import type { Ledger } from '../ledger.ts';
import { listNames } from '../list-names.ts';
import { createVersioned, writeSlots } from './collections.ts';
import { pageOf } from './pages.ts';

/** The event archive of the memory ledger, with every record for a snapshot. */
export type MemoryRecords = Pick<Ledger, 'readRecord' | 'writeRecord' | 'readBodies' | 'listUnreadable' | 'scanRecords'> & {
  readonly all: () => readonly EventRecord[];
  /** Deletes a record, as time to live does: some time after its end, and nobody relies on when. */
  readonly expire: (key: EventKey) => void;
  readonly fork: () => MemoryRecords;
};

export const createMemoryRecords = (records = createVersioned<EventRecord>(), bodies = new Map<string, Buffer>()): MemoryRecords => {
  const nameOf = (key: EventKey, hash: string): string => `${hash} ${key}`;
  return {
    readRecord: async (key) => records.read(key),
    writeRecord: async (given, body) => {
      const record = keptRecord(given);
      if (body !== null && record.erased !== true) bodies.set(nameOf(record.key, listedBodyHash(record, body)), Buffer.from(body));
      writeSlots([records.slot(record)]);
      if (record.erased !== true) return;
      for (const name of [...bodies.keys()].filter((name) => name.endsWith(` ${record.key}`))) bodies.delete(name);
    },
    readBodies: async (record) =>
      record.bodies.map((hash) => {
        const body = bodies.get(nameOf(record.key, hash));
        if (body === undefined) throw new Error(`A body of ${record.key} is missing`);
        return Buffer.from(body);
      }),
    listUnreadable: async (page) => {
      const unreadable = records.all().filter(({ outcome }) => outcome === 'unreadable');
      const sortOf = ({ recordedAt, key }: EventRecord): string => `${timeText(recordedAt)} ${key}`;
      return pageOf(unreadable, { list: listNames.unreadable, sortOf, newestFirst: true }, page);
    },
    scanRecords: async ({ from, to }, page) => {
      const received = records.all().filter(({ receivedAt }) => (from === null || receivedAt >= from) && (to === null || receivedAt < to));
      return pageOf(received, { list: listNames.records({ from, to }), sortOf: ({ key }) => key }, page);
    },
    all: records.all,
    expire: records.delete,
    fork: () => createMemoryRecords(records.fork(), new Map(bodies)),
  };
};
