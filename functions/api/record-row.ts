import type { CustomerKey } from '../domain/keys.ts';
import type { TransactionRow } from '../ledger/rows.ts';
import type { ApiDeps } from './deps.ts';
import type { ImportRow, Refusal } from './import-rows.ts';
import { isOwnKey, type OwnKey } from './key-fields.ts';
import { ownTransactionRow, type SaidTransaction, type SavedTransaction, saveOwnTransaction, saysTheSame } from './save-own-transaction.ts';

/** What is done with a row of the team's own: it is written, or in a dry run only found out what would be. */
export type Recorder = {
  readonly isDryRun: boolean;
  readonly save: (key: OwnKey, said: SaidTransaction) => Promise<Pick<SavedTransaction, 'was'>>;
};

export const createRecorder = (deps: ApiDeps, isDryRun: boolean): Recorder => ({
  isDryRun,
  save: isDryRun ? createRehearsal(deps) : (key, said) => saveOwnTransaction(deps, key, said),
});

/** Keeps what would have been written, so that a later row under the same key meets it. */
const createRehearsal = (deps: ApiDeps): Recorder['save'] => {
  const rehearsed = new Map<OwnKey, TransactionRow>();
  return async (key, said) => {
    const stored = (await deps.ledger.readTransaction(key)) ?? rehearsed.get(key);
    if (stored !== undefined) return { was: saysTheSame(stored, said) ? 'same' : 'other' };
    rehearsed.set(key, ownTransactionRow(deps, key, said));
    return { was: 'new' };
  };
};

type Context = { readonly known: ReadonlySet<CustomerKey>; readonly recorder: Recorder };

/** What becomes of one row of an import. A row of a provider is only compared: webhooks alone record those. */
export const recordRow = async (
  { ledger }: Pick<ApiDeps, 'ledger'>,
  { row, key, said }: ImportRow,
  { known, recorder }: Context,
): Promise<Refusal | 'recorded' | 'unchanged'> => {
  if (!isOwnKey(key)) {
    const stored = await ledger.readTransaction(key);
    if (stored !== undefined && saysTheSame(stored, said)) return 'unchanged';
    return { row, column: 'key', reason: stored === undefined ? UNSEEN : DIFFERENT };
  }
  if (!known.has(said.customerKey)) return { row, column: 'customer_key', reason: UNKNOWN };
  const { was } = await recorder.save(key, said);
  if (was === 'other') return { row, column: 'key', reason: TAKEN };
  return was === 'new' ? 'recorded' : 'unchanged';
};

const UNSEEN = 'is of a transaction of a provider that the ledger does not have; only its webhooks record it';
const DIFFERENT = 'is of a transaction of a provider that stands otherwise in the ledger';
const UNKNOWN = 'is not known, and no row names a partner_key to create it with';
const TAKEN = 'is of a transaction with other content or of another customer';
