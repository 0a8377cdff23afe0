import { awaitedKey, candidateFacts, rankedCandidates } from '../domain/candidates.ts';
import type { LedgerEvent } from '../domain/ledger-event.ts';
import type { Work } from '../ledger/work.ts';
import type { Reading } from './reading.ts';

/** What a message may write of the ledger, and what it asks for whose its rows are, as far as the message tells. */
export type Touched = { readonly writes: readonly string[]; readonly reads: readonly string[] };

/** For messages that tell nothing. */
export const NOTHING_TOUCHED: Touched = { writes: [], reads: [] };

/** Whether one writes what the other writes or reads. Two that only read the same never meet. */
export const meet = (a: Touched, b: Touched): boolean => writesAnyOf(a, b.writes) || writesAnyOf(a, b.reads) || writesAnyOf(b, a.reads);

const writesAnyOf = ({ writes }: Touched, keys: readonly string[]): boolean => writes.some((key) => keys.includes(key));

export const touchedByEvents = ({ key, outcome, ledgerEvents }: Reading): Touched => {
  const events = outcome === 'read' ? ledgerEvents : [];
  return { writes: [key, ...events.flatMap(writesOf)], reads: events.flatMap(readsOf) };
};

const writesOf = (event: LedgerEvent): readonly string[] => {
  switch (event.kind) {
    case 'payment':
      return [event.key, ...(event.standsFor ?? [])];
    case 'refund':
    case 'refund_figure':
    case 'dispute':
      return 'transaction' in event.target ? [event.target.transaction] : [event.target.item, ...event.target.refs];
    case 'alias':
      return [event.ref];
    case 'customer':
      return [`customer:${event.customerKey}`, ...event.links.map((link) => `link:${link}`)];
    case 'subscription':
      return [event.key];
    default:
      return event satisfies never;
  }
};

const readsOf = (event: LedgerEvent): readonly string[] =>
  event.kind === 'payment' || event.kind === 'subscription'
    ? rankedCandidates(candidateFacts(event.candidates, event.version)).map(awaitedKey)
    : [];

export const touchedByWork = (work: Work): Touched => {
  switch (work.kind) {
    case 'resolve':
      return { writes: work.rows.map(({ key }) => key), reads: [] };
    case 'release':
      // Two pages of those who wait for one key; who makes it known has done so.
      return { writes: [`release of ${work.awaited}`], reads: [] };
    case 'replay':
      return { writes: [work.event], reads: [] };
    default:
      return NOTHING_TOUCHED;
  }
};
