import { Argument, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { tableText } from '../cli/table.ts';
import { timeText } from '../cli/times.ts';
import { createSecretsCommand, SECRET_PARTS, type SecretsContext } from './context.ts';
import type { Verified } from './last-verified.ts';
import { liveValues } from './live-values.ts';

const COLUMNS = [
  { name: 'PART' },
  { name: 'LIST' },
  { name: 'POSITION', align: 'right' },
  { name: 'FINGERPRINT' },
  { name: 'LABEL' },
  { name: 'VERIFIED', align: 'right' },
  { name: 'LAST, IN THE HOUR FROM' },
] as const;

/** Which values are live, and which of them the last requests used. Never a value itself. */
export const statusCommand = (context: SecretsContext): CommandUnknownOpts =>
  createSecretsCommand('status', {
    description: 'tells which secrets are live and which of them verified the last requests',
    example: 'status --stage prod',
  })
    .addArgument(new Argument('[part]', 'a provider, or api; default: all').choices(SECRET_PARTS))
    .option('--json', 'print JSON, for programs')
    .action(async (part, { stage, json }) => {
      const rows = [];
      const lastVerified = context.lastVerifiedIn(stage);
      for (const each of part === undefined ? SECRET_PARTS : [part]) {
        const { secret, since } = await context.storeOf(stage).read(each);
        const live = liveValues(secret);
        if (live.length === 0) rows.push({ part: each, live: null, verified: null });
        for (const value of live) rows.push({ part: each, live: value, verified: await lastVerified(each, value.position, since) });
      }
      if (json) return context.terminal.printJson(rows);
      context.terminal.print(tableText(COLUMNS, rows.map(cellsOf)));
      context.terminal.print('\nCounted over three days, since five minutes after the secret was changed last, by position in its list:');
      context.terminal.print('the two lists of recurly share a count. Keys of the REST API stand by name in its access log.');
    });

type Row = {
  readonly part: string;
  readonly live: ReturnType<typeof liveValues>[number] | null;
  readonly verified: Verified | null;
};

const cellsOf = ({ part, live, verified }: Row): readonly string[] =>
  live === null
    ? [part, 'none: every request is refused', '', '', '', '', '']
    : [part, live.list, String(live.position), live.fingerprint, live.label ?? '', ...verifiedCells(verified)];

const verifiedCells = (verified: Verified | null): readonly string[] =>
  verified === null ? ['-', '-'] : [String(verified.requests), verified.last === null ? 'never' : timeText(verified.last.toISOString())];
