import type { EventKey, ProviderKey, TransactionKey } from '../domain/keys.ts';
import type { LedgerEvent } from '../domain/ledger-event.ts';
import { subscriptionFacts } from '../domain/subscription.ts';
import type { TransactionFacts } from '../domain/transaction.ts';
import { standing } from '../domain/transaction-view.ts';
import { releaseKeys } from '../ledger/release-keys.ts';
import type { TransactionRow } from '../ledger/rows.ts';
import type { ProcessDeps } from './deps.ts';
import { factsByItem, factsByTransaction, ofKind } from './facts.ts';
import { sendReclaim } from './reclaim.ts';
import { saveAlias } from './save-alias.ts';
import { saveCustomer } from './save-customer.ts';
import { replace, savePlaced } from './save-placed.ts';
import { saveSubscription } from './save-subscription.ts';
import { saveTransaction } from './save-transaction.ts';
import type { Saved } from './story.ts';

/** What the events of one delivery did: to which rows, and whether any of it was new. */
export type Applied = { readonly rows: readonly Saved[]; readonly told: boolean };

/**
 * Brings the ledger events of one delivery into the ledger. Customers come first, so that the rows of the same event find them;
 * those who wait are told last. Every step may be repeated.
 */
export const applyEvents = async (deps: ProcessDeps, events: readonly LedgerEvent[], by: EventKey): Promise<Applied> => {
  const customers = await inTurn(ofKind(events, 'customer'), (event) => saveCustomer(deps, event, by));
  const rows = [
    ...(await inTurn([...factsByTransaction(events)], ([key, facts]) => applyTransaction(deps, key, facts, by))),
    ...(await inTurn([...factsByItem(events)], ([key, facts]) => savePlaced(deps, key, facts, by))),
    ...(await inTurn(ofKind(events, 'alias'), ({ ref, transaction, at }) => applyAlias(deps, ref, transaction, { at }, by))),
    ...(await inTurn(ofKind(events, 'subscription'), async (event) => [
      await saveSubscription(deps, event.key, subscriptionFacts(event), by),
    ])),
  ].flat();
  await releaseKeys(deps, [...new Set(customers.flatMap(({ madeKnown }) => madeKnown))]);
  for (const { providerKey, from } of customers.flatMap(({ contested }) => contested)) {
    deps.log.warn('contested link', { event: by, key: providerKey });
    deps.metrics.count('ContestedLinks');
    await sendReclaim(deps, providerKey, from);
  }
  return { rows: rows.filter(({ row }) => row !== undefined), told: [...customers, ...rows].some(({ told }) => told) };
};

/** One after the other: the events of one delivery often touch the same items. */
const inTurn = async <T, R>(items: readonly T[], step: (item: T) => Promise<R>): Promise<readonly R[]> => {
  const results: R[] = [];
  for (const item of items) results.push(await step(item));
  return results;
};

const applyTransaction = async (
  deps: ProcessDeps,
  key: TransactionKey,
  facts: TransactionFacts,
  by: EventKey,
): Promise<readonly Saved[]> => {
  const saved = await saveTransaction(deps, key, facts, by);
  return [saved, ...(await tellAliases(deps, saved.item, by))];
};

/** The row is written: now the names that it stands for may be told, and whoever refers to them be placed. */
export const tellAliases = async (deps: ProcessDeps, row: TransactionRow, by: EventKey): Promise<readonly Saved[]> => {
  const stands = standing(row.facts);
  if (stands === 'not_yet' || row.facts.paidAt === undefined) return [];
  const payment = { at: row.facts.paidAt, ...(stands === 'undone' ? { undone: true as const } : {}) };
  return (await inTurn(row.facts.standsFor, (ref) => applyAlias(deps, ref, row.key, payment, by))).flat();
};

const applyAlias = async (
  deps: ProcessDeps,
  ref: ProviderKey,
  transaction: TransactionKey,
  payment: { readonly at: number; readonly undone?: true },
  by: EventKey,
): Promise<readonly Saved[]> => {
  const { facts, told } = await saveAlias(deps, ref, transaction, payment);
  return [{ told }, ...(await inTurn(facts.dependents, (dependent) => replace(deps, dependent, by))).flat()];
};
