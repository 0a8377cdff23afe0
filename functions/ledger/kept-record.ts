import type { EventRecord } from './event-record.ts';
import { wellFormed } from './well-formed.ts';

/** The record as every store keeps it: whole characters, and its end in full seconds, rounded up. */
export const keptRecord = (record: EventRecord): EventRecord => ({
  ...wellFormed(record),
  expiresAt: record.expiresAt === null ? null : Math.ceil(record.expiresAt / 1000) * 1000,
});
