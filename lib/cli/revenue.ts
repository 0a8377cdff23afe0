import * as z from 'zod';
import { apiPath } from './api-client.ts';
import { type CommandOf, createCommand } from './command.ts';
import { moneyText, sumByCurrency, sumsText } from './money.ts';
import { time } from './options.ts';
import { tableText } from './table.ts';

const monthSchema = z.looseObject({ month: z.string(), currency: z.string(), net_amount: z.int(), transactions: z.int() });

const COLUMNS = [{ name: 'MONTH' }, { name: 'REVENUE', align: 'right' }, { name: 'TRANSACTIONS', align: 'right' }] as const;

/** What the customers of a partner paid, month by month. */
export const revenueCommand: CommandOf = ({ api, terminal }) =>
  createCommand('revenue', {
    description: "shows what a partner's customers paid, by month and currency",
    example: 'hookledger revenue --partner partner-1 --from 2026-01-01 --to 2026-07-01',
  })
    .requiredOption('--partner <key>', 'who referred the customers')
    .option('--from <time>', 'paid at this time or later', time)
    .option('--to <time>', 'paid before this time', time)
    .action(async ({ json, partner, from, to }) => {
      const query = new URLSearchParams({ ...(from && { from }), ...(to && { to }) });
      const months = await api().all(`${apiPath`/v1/partners/${partner}/revenue`}?${query}`, monthSchema);
      if (json) return terminal.printJson(months);
      if (months.length === 0) return terminal.print(`No revenue of ${partner} in this time.`);
      const cells = months.map(({ month, currency, net_amount: minor, transactions }) => {
        return [month, moneyText({ minor, currency }), String(transactions)];
      });
      const sums = sumByCurrency(months.map(({ net_amount: amount, currency }) => ({ amount, currency })));
      terminal.print(`${tableText(COLUMNS, cells)}\n\nTogether: ${sumsText(sums)}.`);
    });
