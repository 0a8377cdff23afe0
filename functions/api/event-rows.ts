import type { CandidateFacts } from '../domain/candidates.ts';
import type { AwaitedKey, ProviderKey } from '../domain/keys.ts';
import type { EventRecord } from '../ledger/event-record.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { WaitingRow } from '../ledger/rows.ts';
import { waitingPlaced, waitingSubscription, waitingTransaction } from '../ledger/waiting-rows.ts';
import { type CandidateJson, candidatesJson, plainKey } from './candidate-json.ts';
import { isProviderKey } from './key-fields.ts';

/** How the rows of an event stand now, which its record cannot know. */
export type RowsNow = {
  /** At least one of them counts nothing yet. */
  readonly waits: boolean;
  /** Each once, best first. */
  readonly candidates: readonly CandidateJson[];
  /** The candidates that are waited for, as they stand there. */
  readonly awaiting: readonly string[];
};

type RowNow = {
  readonly waits: boolean;
  readonly candidates: readonly CandidateJson[];
  readonly awaiting: readonly AwaitedKey[];
};

/** Reads the rows that an event touched, strongly. */
export const readRowsNow = async (ledger: Ledger, { rows }: Pick<EventRecord, 'rows'>): Promise<RowsNow> => {
  const now = (await Promise.all(rows.filter(isProviderKey).map((key) => readRowNow(ledger, key)))).flat();
  return {
    waits: now.some(({ waits }) => waits),
    candidates: eachOnce(now.flatMap(({ candidates }) => candidates)),
    awaiting: [...new Set(now.flatMap(({ awaiting }) => awaiting.map(plainKey)))],
  };
};

/** The same key may be known for one row and, by its other time, not for another; it is shown as unknown then. */
const eachOnce = (candidates: readonly CandidateJson[]): readonly CandidateJson[] =>
  [...new Set(candidates.map(({ key }) => key))].map((key) => ({
    key,
    known: candidates.every((candidate) => candidate.key !== key || candidate.known),
  }));

/** A key does not tell a payment from an item that is to be placed under one, so both are looked up. */
const readRowNow = async (ledger: Ledger, key: ProviderKey): Promise<readonly RowNow[]> => {
  if (key.split(':', 2)[1] === 'subscription') {
    const row = await ledger.readSubscription(key);
    return row === undefined ? [] : [rowNow(waitingSubscription(row), row)];
  }
  const [transaction, placed] = await Promise.all([ledger.readTransaction(key), ledger.readPlaced(key)]);
  return [
    ...(transaction === undefined ? [] : [rowNow(waitingTransaction(transaction), transaction)]),
    ...(placed === undefined ? [] : [rowNow(waitingPlaced(placed), { facts: { candidates: {} }, awaiting: [] })]),
  ];
};

type Resolved = { readonly facts: { readonly candidates: CandidateFacts }; readonly awaiting: readonly AwaitedKey[] };

const rowNow = (waiting: WaitingRow | undefined, { facts, awaiting }: Resolved): RowNow => ({
  waits: waiting !== undefined,
  candidates: candidatesJson({ candidates: facts.candidates, awaiting, refs: waiting?.refs ?? [] }),
  awaiting,
});
