import type { Ledger } from '../../functions/ledger/ledger.ts';
import { describeArchive } from './ledger/archive.ts';
import { describeClaims } from './ledger/claims.ts';
import { describeItems } from './ledger/items.ts';
import { describeLists } from './ledger/lists.ts';
import { describeMarks } from './ledger/marks.ts';
import { describeScans } from './ledger/scans.ts';
import { describeWaiting } from './ledger/waiting.ts';

/** Gives a fresh, empty ledger. */
export type MakeLedger = () => Ledger | Promise<Ledger>;

/** What every ledger store promises. A store's own tests add only what is special about it. */
export const describeLedger = (name: string, makeLedger: MakeLedger): void =>
  describe(name, () => {
    describe('items', () => describeItems(makeLedger));
    describe('claims', () => describeClaims(makeLedger));
    describe('lists', () => describeLists(makeLedger));
    describe('who waits', () => describeWaiting(makeLedger));
    describe('marks and notes', () => describeMarks(makeLedger));
    describe('the event archive', () => describeArchive(makeLedger));
    describe('scans and mentions', () => describeScans(makeLedger));
  });
