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
 * The customer of a row is its best candidate that is known. For each better one that is not, a waiting entry is written first and
 * the key read after: whoever makes the key known writes the key first and reads the entries after, so one of the two sees the other.
 */
export const resolveRow = async (deps: ProcessDeps, question: Question): Promise<Resolution> => {
  const awaiting: AwaitedKey[] = [];
  // In order of rank: what comes after the first known one does not matter.
  for (const candidate of rankedCandidates(question.candidates)) {
    const customerKey = await knownOrAwaited(deps, question, candidate);
    if (customerKey !== undefined) return { customerKey, awaiting };
    awaiting.push(awaitedKey(candidate));
  }
  return { customerKey: null, awaiting };
};

const knownOrAwaited = async (deps: ProcessDeps, question: Question, candidate: Candidate): Promise<CustomerKey | undefined> => {
  const known = await customerOf(deps, candidate, question.at);
  const awaited = awaitedKey(candidate);
  if (known !== undefined || question.awaiting.includes(awaited)) return known;
  await deps.ledger.putWaitingEntry({ awaited, row: question.row, since: deps.clock().getTime(), token: deps.newToken() });
  return customerOf(deps, candidate, question.at);
};

/** A link is written together with its customer, so it needs no second read. */
const customerOf = async (deps: ProcessDeps, candidate: Candidate, at: Millis): Promise<CustomerKey | undefined> => {
  if (candidate.kind === 'customer') return (await deps.ledger.readCustomer(candidate.customerKey))?.key;
  const claims = await deps.ledger.readClaims(candidate.providerKey);
  return claimInForce(
    claims.map(({ claim }) => claim),
    at,
  );
};
