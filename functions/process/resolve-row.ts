import { awaitedKey, type Candidate, type CandidateFacts, rankedCandidates } from '../domain/candidates.ts';
import { claimInForce } from '../domain/claims.ts';
import type { AwaitedKey, CustomerKey } from '../domain/keys.ts';
import type { Millis } from '../domain/ledger-event.ts';
import type { RowRef } from '../ledger/rows.ts';
import type { ProcessDeps } from './deps.ts';

/** Whose a row is now, and which better candidates it still waits for. */
export type Resolution = { readonly customerKey: CustomerKey | null; readonly awaiting: readonly AwaitedKey[] };

/** A row as it was found, and as it is now that it was resolved again. */
export type Resolved<Row> = { readonly before: Row; readonly after: Row };

type Question = {
  readonly row: RowRef;
  readonly candidates: CandidateFacts;
  /** The time whose links count. */
  readonly at: Millis;
  /** What the stored row awaits: its waiting entries are there already. */
  readonly awaiting: readonly AwaitedKey[];
};

/**
 * The customer of a row is its best candidate that is known. For each better one that is not, a waiting entry is written before the
 * row. Whoever makes a key known writes the key first and reads the entries after; whoever writes a row that waits writes the entry first
 * and reads the key after (`knownMeanwhile`): one of the two sees the other.
 */
export const resolveRow = async (deps: ProcessDeps, question: Question): Promise<Resolution> => {
  const awaiting: AwaitedKey[] = [];
  // In order of rank: what comes after the first known one does not matter.
  for (const candidate of rankedCandidates(question.candidates)) {
    const customerKey = await customerOf(deps, candidate, question.at);
    if (customerKey !== undefined) return { customerKey, awaiting };
    const awaited = awaitedKey(candidate);
    if (!question.awaiting.includes(awaited)) {
      await deps.ledger.putWaitingEntry({ awaited, row: question.row, since: deps.clock().getTime(), token: deps.newToken() });
    }
    awaiting.push(awaited);
  }
  return { customerKey: null, awaiting };
};

/**
 * Whether a key that a row has just begun to wait for became known while the row was on its way into the store. Who made it known may have
 * found the entry and not yet the row, and passed on. So ask this after each write of a row, and resolve the row again when it is true.
 */
export const knownMeanwhile = async (
  deps: ProcessDeps,
  { candidates, at, awaiting }: Omit<Question, 'row'>,
  written: Resolution,
): Promise<boolean> => {
  const isNew = (awaited: AwaitedKey) => written.awaiting.includes(awaited) && !awaiting.includes(awaited);
  for (const candidate of rankedCandidates(candidates)) {
    if (isNew(awaitedKey(candidate)) && (await customerOf(deps, candidate, at)) !== undefined) return true;
  }
  return false;
};

/** A link is written together with its customer, so it needs no second read. */
const customerOf = async (deps: ProcessDeps, candidate: Candidate, at: Millis): Promise<CustomerKey | undefined> => {
  if (candidate.kind === 'customer') return (await deps.ledger.readCustomer(candidate.customerKey))?.key;
  const claims = await deps.ledger.readClaims(candidate.providerKey, at);
  return claimInForce(
    claims.map(({ claim }) => claim),
    at,
  );
};
