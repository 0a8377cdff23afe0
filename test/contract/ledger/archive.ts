import { bodyHash } from '../../../functions/ledger/body-hash.ts';
import { ConflictError, CursorError, type Ledger } from '../../../functions/ledger/ledger.ts';
import { aRecord, JUNE_1 } from '../../support/ledger-items.ts';
import { noise } from '../../support/noise.ts';
import type { MakeLedger } from '../ledger-store.ts';
import { forgedCursors, readAll } from './pages.ts';

const KEY = 'stripe:evt_1';
const BODY = Buffer.from('{"id":"evt_1","type":"charge.succeeded"}');
const MIB = 1024 * 1024;

export const describeArchive = (makeLedger: MakeLedger): void => {
  let ledger: Ledger;
  beforeEach(async () => {
    ledger = await makeLedger();
  });

  it('reads a record as it was written, one version on', async () => {
    expect(await ledger.readRecord(KEY)).toBeUndefined();
    await ledger.writeRecord(aRecord(KEY, BODY), BODY);
    expect(await ledger.readRecord(KEY)).toEqual({ ...aRecord(KEY, BODY), version: 1 });
  });

  it('keeps a record with all that it can hold, and one with next to nothing', async () => {
    const change = { netAmount: -5, amount: 0, currency: null, status: 'refunded', customerKey: null };
    const full = aRecord('recurly:sha256-1', BODY, {
      provider: 'recurly',
      reason: 'a reason',
      rows: ['a', 'b'],
      changes: [
        { key: 'a', before: change, after: change },
        { key: 'c', before: null, after: change },
      ],
      readings: ['1', '2'],
      settings: { recordFrom: 'invoices', currency: 'JPY', site: 'acme', testMode: 'ignore' },
      notes: [{ key: 'a', reason: 'a reason' }],
    });
    const bare = aRecord('stripe:evt_2', BODY, {
      outcome: 'unreadable',
      type: '',
      occurredAt: null,
      rows: [],
      changes: [],
      customerKeys: [],
      readings: [],
      expiresAt: null,
    });
    for (const record of [full, bare]) {
      await ledger.writeRecord(record, BODY);
      expect(await ledger.readRecord(record.key)).toEqual({ ...record, version: 1 });
    }
  });

  it('stores texts with half a character whole', async () => {
    await ledger.writeRecord(aRecord(KEY, BODY, { type: 'x\ud800', reason: '\udc00' }), BODY);
    expect(await ledger.readRecord(KEY)).toMatchObject({ type: 'x\ufffd', reason: '\ufffd' });
  });

  it('rounds the end of its time up to full seconds', async () => {
    await ledger.writeRecord(aRecord(KEY, BODY, { expiresAt: JUNE_1 + 1 }), BODY);
    expect(await ledger.readRecord(KEY)).toMatchObject({ expiresAt: JUNE_1 + 1_000 });
  });

  it('writes a record only over the version that was read', async () => {
    await ledger.writeRecord(aRecord(KEY, BODY), BODY);
    await expect(ledger.writeRecord(aRecord(KEY, BODY), BODY)).rejects.toBeInstanceOf(ConflictError);
    await expect(ledger.writeRecord(aRecord(KEY, BODY, { version: 2 }), BODY)).rejects.toBeInstanceOf(ConflictError);
    await ledger.writeRecord(aRecord(KEY, BODY, { version: 1, outcome: 'ignored' }), BODY);
    expect(await ledger.readRecord(KEY)).toMatchObject({ version: 2, outcome: 'ignored' });
    expect(await ledger.readBodies(aRecord(KEY, BODY))).toEqual([BODY]);
  });

  it.each([
    ['empty', Buffer.alloc(0)],
    ['one byte', Buffer.from([0xff])],
    ['bytes that are no text', Buffer.from([0, 0xff, 0xfe, 0xc0, 0x80, 10, 13])],
    ['text of 4 MiB', Buffer.alloc(4 * MIB, '{"amount":1000},')],
    ['noise of 340 KiB', noise(340 * 1024)],
    ['noise of 1 MiB', noise(MIB)],
    ['noise of 4 MiB', noise(4 * MIB)],
  ])('gives a body back byte for byte: %s', async (_, body) => {
    await ledger.writeRecord(aRecord(KEY, body), body);
    const [kept] = await ledger.readBodies(aRecord(KEY, body));
    expect(kept?.equals(body)).toBe(true);
    expect(await ledger.readRecord(KEY)).toEqual({ ...aRecord(KEY, body), version: 1 });
  });

  it('keeps every body that came under one event id, in the order of the record', async () => {
    const bodies = [BODY, noise(MIB), Buffer.from('another'), Buffer.alloc(0)];
    const hashes = bodies.map(bodyHash);
    for (const [index, body] of bodies.entries()) {
      await ledger.writeRecord(aRecord(KEY, body, { version: index, bodies: hashes.slice(0, index + 1) }), body);
    }
    const kept = await ledger.readBodies(aRecord(KEY, BODY, { bodies: hashes }));
    expect(kept.map(bodyHash)).toEqual(hashes);
    const reversed = await ledger.readBodies(aRecord(KEY, BODY, { bodies: hashes.toReversed() }));
    expect(reversed.map(bodyHash)).toEqual(hashes.toReversed());
  });

  it('refuses a body that the record does not list', async () => {
    await expect(ledger.writeRecord(aRecord(KEY, BODY), Buffer.from('another'))).rejects.toThrow(/does not list/);
    expect(await ledger.readRecord(KEY)).toBeUndefined();
  });

  it('erases every body of an event, inline and in parts, and keeps none that comes later', async () => {
    const bodies = [BODY, noise(MIB), Buffer.from('another')];
    const hashes = bodies.map(bodyHash);
    await ledger.writeRecord(aRecord(KEY, BODY), BODY);
    await ledger.writeRecord(aRecord(KEY, BODY, { version: 1, bodies: hashes.slice(0, 2) }), noise(MIB));
    await ledger.writeRecord(aRecord('stripe:evt_11', BODY), BODY);
    await ledger.writeRecord(aRecord(KEY, BODY, { version: 2, bodies: hashes, erased: true }), Buffer.from('another'));
    expect(await ledger.readRecord(KEY)).toEqual({ ...aRecord(KEY, BODY), version: 3, bodies: [], erased: true });
    for (const [index] of bodies.entries()) {
      await expect(ledger.readBodies(aRecord(KEY, BODY, { bodies: hashes.slice(index, index + 1) }))).rejects.toThrow();
    }
    expect(await ledger.readBodies(aRecord('stripe:evt_11', BODY))).toEqual([BODY]);
  });

  it('writes a record that comes without a body, and keeps those that are there', async () => {
    await ledger.writeRecord(aRecord(KEY, BODY), BODY);
    await ledger.writeRecord(aRecord(KEY, BODY, { version: 1, outcome: 'ignored' }), null);
    expect(await ledger.readBodies(aRecord(KEY, BODY))).toEqual([BODY]);
    await expect(ledger.writeRecord(aRecord(KEY, BODY, { version: 1, erased: true }), null)).rejects.toBeInstanceOf(ConflictError);
    expect(await ledger.readBodies(aRecord(KEY, BODY))).toEqual([BODY]);
  });

  it('lists unreadable events, those of one provider newest first, until they are read', async () => {
    for (const n of [2, 0, 1]) {
      await ledger.writeRecord(aRecord(`stripe:evt_${n}`, BODY, { outcome: 'unreadable', reason: 'no id', recordedAt: JUNE_1 + n }), BODY);
    }
    await ledger.writeRecord(aRecord('stripe:evt_3', BODY), BODY);
    await ledger.writeRecord(aRecord('chargify:1', BODY, { provider: 'chargify', outcome: 'unreadable' }), BODY);
    await ledger.writeRecord(aRecord('stripe:evt_1', BODY, { version: 1 }), BODY);
    const listed = await readAll(1, (page) => ledger.listUnreadable(page));
    const keys = listed.map(({ key }) => key);
    expect(keys.filter((key) => key.startsWith('stripe'))).toEqual(['stripe:evt_2', 'stripe:evt_0']);
    expect([...keys].sort()).toEqual(['chargify:1', 'stripe:evt_0', 'stripe:evt_2']);
    expect(listed.find(({ key }) => key === 'stripe:evt_2')).toEqual(await ledger.readRecord('stripe:evt_2'));
  });

  it('[108] refuses a forged cursor of unreadable events', async () => {
    for (const key of ['stripe:evt_1', 'stripe:evt_2'] as const)
      await ledger.writeRecord(aRecord(key, BODY, { outcome: 'unreadable' }), BODY);
    const { nextCursor } = await ledger.listUnreadable({ limit: 1 });
    for (const cursor of forgedCursors(nextCursor ?? '')) {
      await expect(ledger.listUnreadable({ limit: 1, cursor })).rejects.toBeInstanceOf(CursorError);
    }
  });
};
