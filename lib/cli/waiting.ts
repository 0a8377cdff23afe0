import { type Candidate, type WaitingRow, waitingRowSchema } from './answers.ts';
import type { ApiClient } from './api-client.ts';
import { type CommandOf, createCommand } from './command.ts';
import { amountText, sumByCurrency, sumsText } from './money.ts';
import { wholeNumber } from './options.ts';
import { tableText } from './table.ts';
import { countText, timeText } from './times.ts';

const COLUMNS = [{ name: 'ROW' }, { name: 'KIND' }, { name: 'MONEY', align: 'right' }, { name: 'SINCE' }, { name: 'WAITS FOR' }] as const;

/** What counts nothing yet, and why. */
export const waitingCommand: CommandOf = ({ api, terminal }) =>
  createCommand('waiting', {
    description: 'shows what waits for its customer or payment, and how much money that is',
    example: 'hookledger waiting --rows 10',
  })
    .option('--rows <number>', 'show so many rows; the sums are over all', wholeNumber, 50)
    .action(async ({ json, rows: shown }) => {
      const rows = await listWaiting(api());
      const money = sumByCurrency(rows.filter(isPayment));
      if (json) return terminal.printJson({ rows: rows.length, money, items: rows.slice(0, shown) });
      if (rows.length === 0) return terminal.print('Nothing waits.');
      terminal.print(tableText(COLUMNS, rows.slice(0, shown).map(cellsOf)));
      if (rows.length > shown) terminal.print(`… and ${countText(rows.length - shown, 'row')} more`);
      terminal.print(`\n${countText(rows.length, 'row')} ${rows.length === 1 ? 'waits' : 'wait'}: ${sumsText(money)} of payments.`);
      terminal.print('`hookledger explain <row>` tells why, `hookledger customers link <customer> <key>` makes a key known.');
    });

/** Everything that waits. */
export const listWaiting = async (api: ApiClient): Promise<readonly WaitingRow[]> => {
  const rows: WaitingRow[] = [];
  for await (const row of api.list('/v1/waiting', waitingRowSchema)) rows.push(row);
  return rows;
};

/** What waits for these keys, each row once: for a customer, a provider key, an invoice; and the row of a key itself. */
export const listWaitingFor = async (api: ApiClient, keys: readonly string[]): Promise<readonly WaitingRow[]> => {
  const rows = new Map<string, WaitingRow>();
  for (const key of keys) {
    for await (const row of api.list(`/v1/waiting?${new URLSearchParams({ key })}`, waitingRowSchema)) rows.set(row.key, row);
  }
  return [...rows.values()];
};

/** Payments are the revenue that is missing; refunds and disputes would lower it. */
const isPayment = ({ kind }: WaitingRow): boolean => kind === 'payment';

const cellsOf = ({ key, kind, amount, currency, since, candidates }: WaitingRow): readonly string[] => [
  key,
  kind,
  amount === null ? '' : amountText(amount, currency),
  timeText(since),
  awaitedText(candidates) ?? (kind === 'payment' || kind === 'subscription' ? 'a customer' : 'its payment'),
];

/** The keys that would help if they were known; undefined when there are none. */
export const awaitedText = (candidates: readonly Candidate[]): string | undefined =>
  candidates.flatMap(({ key, known }) => (known ? [] : [key])).join(' or ') || undefined;
