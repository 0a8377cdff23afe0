import type { ProviderKey } from '../../domain/keys.ts';
import { joinPlacedFacts, type PlacedFacts } from '../../domain/placement.ts';
import { NO_REDUCTIONS } from '../../domain/reductions.ts';
import { retryConflicts } from '../../ledger/retry-conflicts.ts';
import type { PlacedItem } from '../../ledger/rows.ts';
import type { ProcessDeps } from '../deps.ts';
import { factsByItem } from '../facts.ts';
import { place } from '../save-placed.ts';
import { type Naming, type Replayed, readNaming, refuseMentionedSince } from './naming.ts';
import { leftAlone, NOTHING_REBUILT, type Rebuilt } from './rebuilt.ts';

/** Folds an item that names no payment afresh, and moves it to where it belongs then. An operator's word stays. */
export const rebuildPlaced = async (deps: ProcessDeps, key: ProviderKey, replayed: Replayed): Promise<Rebuilt> =>
  retryConflicts(deps.random, async () => {
    const stored = await deps.ledger.readPlaced(key);
    if (stored === undefined) return NOTHING_REBUILT;
    const naming = await readNaming(deps, stored, replayed);
    if ('reason' in naming) return leftAlone(key, naming.reason);
    const saved = await place(deps, stored, foldOf(stored, naming), replayed.key);
    await refuseMentionedSince(deps, stored, naming);
    return { ...NOTHING_REBUILT, changes: saved.flatMap(({ change }) => change ?? []) };
  });

const foldOf = ({ key, facts: { operatorWord } }: PlacedItem, { events }: Extract<Naming, { events: unknown }>): PlacedFacts =>
  events
    .flatMap((told) => factsByItem(told).get(key) ?? [])
    .reduce(joinPlacedFacts, { refs: [], reductions: NO_REDUCTIONS, ...(operatorWord === undefined ? {} : { operatorWord }) });
