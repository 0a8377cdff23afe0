import { createHash } from 'node:crypto';
import type { EventRecord } from './event-record.ts';

/** The name of a body in `EventRecord.bodies`: its SHA-256, hex. */
export const bodyHash = (body: Buffer): string => createHash('sha256').update(body).digest('hex');

/** The hash of the body. Throws when the record does not list it: a body that no record names could never be read again. */
export const listedBodyHash = (record: EventRecord, body: Buffer): string => {
  const hash = bodyHash(body);
  if (!record.bodies.includes(hash)) throw new Error(`The record of ${record.key} does not list the body that came with it`);
  return hash;
};
