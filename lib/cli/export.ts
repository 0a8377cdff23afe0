import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as z from 'zod';
import { harmless } from '../../functions/csv/cells.ts';
import { COLUMNS, type Column } from '../../functions/csv/columns.ts';
import { csvText } from '../../functions/csv/write.ts';
import { type ApiClient, apiPath } from './api-client.ts';
import { CliError } from './cli-error.ts';
import { type CommandOf, createCommand } from './command.ts';
import { time, timeFromDate } from './options.ts';
import { countText } from './times.ts';

/** Writes transactions as CSV that an import takes again, without changing anything. */
export const exportCommand: CommandOf = ({ api, terminal }) =>
  createCommand('export', {
    description: 'writes transactions as CSV, customer by customer; an import of it changes nothing',
    example: 'hookledger export transactions --from 2026-01-01 --to 2026-02-01 --partner partner-1 --output january.csv',
  })
    .addArgument(new Argument('<what>', 'what to export').choices(['transactions'] as const))
    .option('--from <time>', 'paid at this time or later', time)
    .option('--to <time>', 'paid before this time', time)
    .option('--partner <key>', 'of the customers of this partner alone')
    .option('--output <file>', 'write to this file instead of standard output')
    .action(async (_, { json, from, to, partner, output }) => {
      let count = 0;
      const wanted = { from: millisOf(from, Number.NEGATIVE_INFINITY), to: millisOf(to, Number.POSITIVE_INFINITY), partner };
      const lines = async function* () {
        yield csvText([COLUMNS]);
        for await (const transaction of exported(api(), wanted)) {
          count += 1;
          yield csvText([COLUMNS.map((column) => cellOf(transaction, column))]);
        }
      };
      await pipeline(Readable.from(lines()), output === undefined ? process.stdout : createWriteStream(output), { end: output !== undefined });
      terminal.tell(`${countText(count, 'transaction')} written.`);
    });
