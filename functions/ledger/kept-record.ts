import type { EventRecord } from './event-record.ts';
import { wellFormed } from './well-formed.ts';

/** The record as every store keeps it: whole characters, its end in full seconds, rounded up, and no bodies once erased. */
export const keptRecord = (record: EventRecord): EventRecord => ({
  ...wellFormed(record),
  bodies: record.erased === true ? [] : record.bodies,
  expiresAt: record.expiresAt === null ? null : Math.ceil(record.expiresAt / 1000) * 1000,
});
