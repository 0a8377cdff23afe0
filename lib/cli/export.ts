import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Argument } from '@commander-js/extra-typings';
import * as z from 'zod';
import { harmless } from '../../functions/csv/cells.ts';
import { COLUMNS, type Column } from '../../functions/csv/columns.ts';
import { csvText } from '../../functions/csv/write.ts';
import { type ApiClient, apiPath } from './api-client.ts';
import { type CommandOf, createCommand } from './command.ts';
import { time } from './options.ts';
import { countText } from './times.ts';

/** Writes transactions as CSV that an import takes again without changing anything. */
export const exportCommand: CommandOf = ({ api, terminal }) =>
  createCommand('export', {
    description: 'writes what was paid as CSV, customer by customer; an import of it changes nothing',
    example: 'hookledger export transactions --from 2026-01-01 --to 2026-02-01 --partner partner-1 --output january.csv',
  })
    .addArgument(new Argument('<what>', 'what to write').choices(['transactions'] as const))
    .option('--from <time>', 'paid at this time or later', time)
    .option('--to <time>', 'paid before this time', time)
    .option('--partner <key>', 'of the customers of this partner alone')
    .option('--output <file>', 'write to this file, not to standard output')
    .action(async (_, { json, output, ...wanted }) => {
      let count = 0;
      const lines = async function* () {
        if (!json) yield csvText([COLUMNS]);
        for await (const transaction of exported(api(), wanted)) {
          count += 1;
          yield json ? `${JSON.stringify(transaction)}\n` : csvText([COLUMNS.map((column) => cellOf(transaction, column))]);
        }
      };
      // Standard output is not ours to end.
      const target = output === undefined ? process.stdout : createWriteStream(output);
      await pipeline(Readable.from(lines()), target, { end: output !== undefined });
      terminal.tell(`${countText(count, 'transaction')} written.`);
    });

const transactionSchema = z.looseObject({
  key: z.string(),
  customer_key: z.string(),
  partner_key: z.string().nullable(),
  amount: z.int(),
  currency: z.string(),
  category_key: z.string().nullable(),
  product_key: z.string().nullable(),
  occurred_at: z.iso.datetime(),
  status: z.string(),
});
type Transaction = z.infer<typeof transactionSchema>;

type Wanted = { readonly from?: string | undefined; readonly to?: string | undefined; readonly partner?: string | undefined };

/** What counts: neither archived nor a mere attempt. A page at a time, however much there is. */
async function* exported(api: ApiClient, { from, to, partner }: Wanted): AsyncGenerator<Transaction, void> {
  const [begin, end] = [
    from === undefined ? Number.NEGATIVE_INFINITY : Date.parse(from),
    to === undefined ? Number.POSITIVE_INFINITY : Date.parse(to),
  ];
  const customers = partner === undefined ? '/v1/customers' : `/v1/customers?${new URLSearchParams({ partner_key: partner })}`;
  for await (const { key } of api.list(customers, z.looseObject({ key: z.string() }))) {
    for await (const transaction of api.list(`${apiPath`/v1/customers/${key}/transactions`}?archived=false`, transactionSchema)) {
      const paidAt = Date.parse(transaction.occurred_at);
      // The newest come first: what follows is older still.
      if (paidAt < begin) break;
      if (paidAt < end && isPaid(transaction)) yield transaction;
    }
  }
}

const isPaid = ({ status }: Transaction): boolean => status !== 'unpaid' && status !== 'authorized';

/** Texts of others are made harmless; a negative amount is a number, and no formula. */
const cellOf = (transaction: Transaction, column: Column): string =>
  column === 'amount' ? String(transaction.amount) : harmless(transaction[column] ?? '');
