import { createHash } from 'node:crypto';
import { canonicalJson } from '../../functions/domain/canonical-json.ts';
import type { CustomerKey, ProviderKey, TransactionKey } from '../../functions/domain/keys.ts';
import type { Delivery } from '../../functions/ingest/delivery.ts';
import type { EventRecord } from '../../functions/ledger/event-record.ts';
import type { MemoryLedger } from '../../functions/ledger/memory-ledger.ts';
import { pagesOf } from '../../functions/ledger/pages-of.ts';
import { viewOf } from '../../functions/ledger/row-story.ts';
import type { TransactionRow } from '../../functions/ledger/rows.ts';
import type { Reading } from '../../functions/process/reading.ts';
import { type Problems, recordsOf } from './invariants.ts';
import { foldOf } from './ledger-fold.ts';

/* What must hold of the state once all work is done: the second half of the invariants. */

/** I3: the state is what the set of events folds to, and nothing else. Once all work is done, and the team said nothing. */
export const otherThanFold = (ledger: MemoryLedger, accepted: readonly Reading[]): Problems => {
  const state: Readonly<Record<string, Readonly<Record<string, unknown>>>> = ledger.snapshot().state;
  return Object.entries(foldOf(accepted)).flatMap(([kind, expected]) => {
    const section = state[kind] ?? {};
    const keys = [...new Set([...Object.keys(expected), ...Object.keys(section)])];
    const wrong = keys.filter((key) => canonicalJson(section[key] ?? null) !== canonicalJson(Reflect.get(expected, key) ?? null));
    return wrong.map((key) => `I3: ${key} among the ${kind} is not what its events tell`);
  });
};

/** All that is stored but the archive, to the bit: versions and stories too. */
const bitsOf = (ledger: MemoryLedger): string => {
  const { state, waiting, story } = ledger.snapshot();
  return JSON.stringify([state, waiting, { ...story, records: {}, mentions: {} }]);
};

/** Works off a delivery and all that it leaves to do, over the ledger that it is given. */
export type Apply = (ledger: MemoryLedger, delivery: Delivery) => Promise<void>;

/** I4: each event once more, also when its record has expired, changes no bit of any item. Tried on a copy. */
export const changedByRepeat = async (
  ledger: MemoryLedger,
  repeat: { readonly deliveries: readonly Delivery[]; readonly apply: Apply },
): Promise<Problems> => {
  const copies = [ledger.fork(), withoutRecords(ledger.fork(), await recordsOf(ledger))] as const;
  const problems: string[] = [];
  for (const [at, copy] of copies.entries()) {
    let before = bitsOf(copy);
    for (const delivery of repeat.deliveries) {
      await repeat.apply(copy, delivery);
      const after = bitsOf(copy);
      if (after !== before) problems.push(`I4: a repeat ${at === 0 ? '' : 'without its record '}changed something: ${nameOf(delivery)}`);
      before = after;
    }
  }
  return problems;
};

const nameOf = ({ provider, body }: Delivery): string => `${provider} ${sha256(body).slice(0, 16)}`;

const withoutRecords = (ledger: MemoryLedger, records: readonly EventRecord[]): MemoryLedger => {
  for (const { key } of records) ledger.expire(key);
  return ledger;
};

/** I5: what was captured is net, refunded or lost; each reduction counts in one row; lists add up to the rows. */
export const wrongSums = async (ledger: MemoryLedger): Promise<Problems> => {
  const rows = await rowsOf(ledger);
  const problems = rows.flatMap((row) => (conserves(row) ? [] : [`I5: the money of ${row.key} does not add up`]));
  const counted = rows.flatMap(({ key, placed }) => Object.keys(placed).map((item) => `${item} in ${key}`));
  const placed: string[] = [];
  for (const key of keysOf(ledger, 'placed')) {
    const placedIn = (await ledger.readPlaced(key as ProviderKey))?.placedIn ?? null;
    if (placedIn !== null) placed.push(`${key} in ${placedIn}`);
  }
  if (canonicalJson(counted.toSorted()) !== canonicalJson(placed.toSorted()))
    problems.push('I5: a reduction counts where it is not placed');
  return [...problems, ...(await wrongLists(ledger, rows))];
};

const conserves = (row: TransactionRow): boolean => {
  const { facts } = row;
  const { netAmount, refundedAmount, currency, status, archived } = viewOf(row);
  if (facts.team !== undefined) return netAmount === (facts.deleted === true ? 0 : facts.team.value.minor);
  const payment = currency === null ? undefined : facts.payments[currency];
  if (payment === undefined || facts.deleted === true) return netAmount === 0;
  if (['unpaid', 'authorized', 'failed', 'voided'].includes(status)) return netAmount === 0;
  const lost = payment.captured - refundedAmount - netAmount;
  const disputes = [facts.reductions, ...Object.values(row.placed)].flatMap((reductions) => Object.values(reductions.disputes));
  const canBeLost = disputes.filter(({ state }) => state.value === 'lost').reduce((sum, { amount }) => sum + amount.value.minor, 0);
  return refundedAmount >= 0 && netAmount >= 0 && lost >= 0 && lost <= canBeLost && archived === (netAmount === 0);
};

const wrongLists = async (ledger: MemoryLedger, rows: readonly TransactionRow[]): Promise<Problems> => {
  const problems: string[] = [];
  for (const customer of keysOf(ledger, 'customers')) {
    const own = rows.filter((row) => row.customerKey === customer && row.facts.paidAt !== undefined).map(netOf);
    const listed: string[] = [];
    const pages = pagesOf((cursor) => ledger.listTransactions(customer as CustomerKey, { limit: 100, cursor }));
    for await (const page of pages) listed.push(...page.map(({ key, view: { netAmount } }) => `${key} ${netAmount}`));
    if (canonicalJson(own.toSorted()) !== canonicalJson(listed.toSorted())) problems.push(`I5: the list of ${customer} is not its rows`);
  }
  return problems;
};

const netOf = (row: TransactionRow): string => `${row.key} ${viewOf(row).netAmount}`;

const keysOf = (ledger: MemoryLedger, kind: string): readonly string[] => Object.keys(ledger.snapshot().state[kind] ?? {});

const rowsOf = (ledger: MemoryLedger): Promise<readonly TransactionRow[]> =>
  ledger.readTransactions(keysOf(ledger, 'transactions') as readonly TransactionKey[]);

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
