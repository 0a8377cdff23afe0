import type { CustomerKey, TransactionKey } from '../domain/keys.ts';
import { ConflictError } from '../ledger/ledger.ts';
import type { TransactionRow } from '../ledger/rows.ts';
import { inParallel } from '../platform/in-parallel.ts';
import type { ApiDeps } from './deps.ts';
import type { ImportRow, Refusal } from './import-rows.ts';
import { isOwnKey, type OwnKey } from './key-fields.ts';
import { ownTransactionRow, type SaidTransaction, saveOwnTransaction, saysTheSame } from './save-own-transaction.ts';

/** What became of a row. */
export type RowResult = Refusal | 'recorded' | 'unchanged';

type Context = { readonly known: ReadonlySet<CustomerKey>; readonly isDryRun: boolean };

/** Rows that are written in one transaction of the store, and such transactions under way at once. */
const TOGETHER = 25;
const AT_ONCE = 4;

/** What became of each row of an import, in no particular order. The first of two rows with one key holds. */
export const recordRows = async (
  deps: ApiDeps,
  rows: readonly ImportRow[],
  { known, isDryRun }: Context,
): Promise<readonly RowResult[]> => {
  const stored = await deps.ledger.readTransactions(rows.map(({ key }) => key));
  const judge = createJudge(deps, known, new Map(stored.map((row) => [row.key, row])));
  const verdicts = rows.map(judge);
  const fresh = verdicts.filter((verdict) => typeof verdict === 'object' && 'item' in verdict);
  const judged = verdicts.filter((verdict) => typeof verdict === 'string' || 'reason' in verdict);
  if (isDryRun) return [...judged, ...fresh.map(() => 'recorded' as const)];
  const chunks = Array.from({ length: Math.ceil(fresh.length / TOGETHER) }, (_, at) => fresh.slice(at * TOGETHER, (at + 1) * TOGETHER));
  return [...judged, ...(await inParallel(AT_ONCE, chunks, (chunk) => writeTogether(deps, chunk))).flat()];
};

/** A row to write. */
type Fresh = { readonly row: number; readonly key: OwnKey; readonly said: SaidTransaction; readonly item: TransactionRow };

/** Judges rows one after the other; `seen` grows by each that is to be written, so that a later row under its key meets it. */
const createJudge =
  (deps: ApiDeps, known: ReadonlySet<CustomerKey>, seen: Map<TransactionKey, TransactionRow>) =>
  ({ row, key, said }: ImportRow): Fresh | Exclude<RowResult, 'recorded'> => {
    const there = seen.get(key);
    // A row of a provider is only compared: webhooks alone record those.
    if (!isOwnKey(key)) {
      if (there !== undefined && saysTheSame(there, said)) return 'unchanged';
      return { row, column: 'key', reason: there === undefined ? UNSEEN : DIFFERENT };
    }
    if (!known.has(said.customerKey)) return { row, column: 'customer_key', reason: UNKNOWN };
    if (there !== undefined) return saysTheSame(there, said) ? 'unchanged' : { row, column: 'key', reason: TAKEN };
    const item = ownTransactionRow(deps, key, said);
    seen.set(key, item);
    return { row, key, said, item };
  };

const UNSEEN = 'is of a transaction of a provider that the ledger does not have; only its webhooks record it';
const DIFFERENT = 'is of a transaction of a provider that stands otherwise in the ledger';
const UNKNOWN = 'is not known, and no row names a partner_key to create it with';
const TAKEN = 'is of a transaction with other content or of another customer';

/** All at once, as nobody else writes these keys; one by one when somebody did. */
const writeTogether = async (deps: ApiDeps, rows: readonly Fresh[]): Promise<readonly RowResult[]> => {
  try {
    await deps.ledger.write(rows.map(({ item }) => ({ kind: 'transaction', item })));
    return rows.map(() => 'recorded');
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    return inParallel(AT_ONCE, rows, (row) => writeAlone(deps, row));
  }
};

const writeAlone = async (deps: ApiDeps, { row, key, said }: Fresh): Promise<RowResult> => {
  const { was } = await saveOwnTransaction(deps, key, said);
  if (was === 'other') return { row, column: 'key', reason: TAKEN };
  return was === 'new' ? 'recorded' : 'unchanged';
};
