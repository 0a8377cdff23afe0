import type { ProviderKey } from '../../domain/keys.ts';
import type { LedgerEvent } from '../../domain/ledger-event.ts';
import { viewTransaction } from '../../domain/transaction-view.ts';
import type { EventRecord } from '../../ledger/event-record.ts';
import { addMoney, type JobMoney } from '../../ledger/job.ts';
import { viewOf } from '../../ledger/row-story.ts';
import type { ProcessDeps } from '../deps.ts';
import { factsByTransaction } from '../facts.ts';
import { readDelivery } from '../reading.ts';
import { readArchived } from '../replay/archived.ts';
import { matches, type ReplayRequest } from './replay-filter.ts';

/**
 * The money that an event stands for in a replay: what is left of the transactions that it names, each counted with the first of the
 * events that changed it and match, whether it waits or not. An event that was never read counts what today's adapter reads in it.
 */
export const moneyOf = async (deps: ProcessDeps, record: EventRecord, request: ReplayRequest): Promise<readonly JobMoney[]> => {
  if (record.outcome === 'unreadable') return addMoney([], await moneyReadNow(deps, record));
  const sums: JobMoney[] = [];
  for (const key of record.rows) sums.push(...(await moneyOfRow(deps, key as ProviderKey, record, request)));
  return addMoney([], sums);
};

const moneyOfRow = async (
  deps: ProcessDeps,
  key: ProviderKey,
  record: EventRecord,
  request: ReplayRequest,
): Promise<readonly JobMoney[]> => {
  const row = await deps.ledger.readTransaction(key);
  if (row === undefined) return [];
  for (const listed of row.eventKeys) {
    if (listed === record.key) return moneyIn(viewOf(row));
    const other = await deps.ledger.readRecord(listed);
    if (other !== undefined && (await matches(deps.ledger, other, request))) return [];
  }
  return [];
};

/** Refunds that came without their payment count nothing, as they would in the ledger. */
const moneyReadNow = async (deps: ProcessDeps, record: EventRecord): Promise<readonly JobMoney[]> => {
  const archived = await readArchived(deps, record.key);
  if ('reason' in archived) return [];
  const readings = archived.deliveries.map((delivery) => readDelivery(deps.providers[delivery.provider], delivery));
  return moneyTold(readings.flatMap(({ ledgerEvents }) => ledgerEvents));
};

const moneyTold = (events: readonly LedgerEvent[]): readonly JobMoney[] =>
  [...factsByTransaction(events).values()].flatMap((facts) => moneyIn(viewTransaction(facts)));

const moneyIn = ({ netAmount, currency }: ReturnType<typeof viewTransaction>): readonly JobMoney[] =>
  currency === null || netAmount === 0 ? [] : [{ currency, minor: netAmount }];
