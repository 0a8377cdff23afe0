import { Option } from '@commander-js/extra-typings';
import * as z from 'zod';
import { PROVIDER_IDS } from '../../functions/domain/keys.ts';
import { apiPath } from './api-client.ts';
import { CliError, EXIT } from './cli-error.ts';
import { type Cli, type CommandOf, createCommand } from './command.ts';
import { splitEventKey } from './explain/find.ts';
import { followJob, jobSchema, printJob } from './job.ts';
import { time, timeFromDate } from './options.ts';

const OUTCOMES = ['recorded', 'unchanged', 'ignored', 'waiting', 'unreadable'] as const;

/** Sends archived events through the queue again: one, or all that fit a filter. */
export const replayCommand: CommandOf = (cli) =>
  createCommand('replay', {
    description: 'reads archived events again: one by its key, or all that fit a filter',
    example: [
      'hookledger replay stripe:evt_1',
      'hookledger replay --outcome unreadable --provider stripe --from 2026-01-01 --dry-run',
    ].join('\n  '),
  })
    .argument('[event]', 'the key of one event')
    .addOption(new Option('--outcome <outcome>', 'what became of them').choices(OUTCOMES))
    .addOption(new Option('--provider <provider>', 'who sent them').choices(PROVIDER_IDS))
    .option('--type <type>', "the provider's own word, such as charge.succeeded")
    .option('--from <time>', 'received at this time or later', time)
    .option('--to <time>', 'received before this time', time)
    .addOption(new Option('--settings <which>', 'read them under the settings of then, or of now').choices(['then', 'now'] as const))
    .option('--dry-run', 'say how many events and how much money, and change nothing')
    .action(async (event, { json, settings, dryRun, ...filter }) => {
      const how = settings === undefined ? {} : { settings };
      if (event === undefined) return replayFiltered(cli, { filter, how, dryRun, json });
      if (dryRun || Object.keys(filter).length > 0) throw new CliError('Name one event, or a filter, not both.', EXIT.usage);
      return replayOne(cli, event, how, json);
    });

type How = { readonly settings?: 'then' | 'now' };

const replayOne = async ({ api, terminal }: Cli, key: string, how: How, json: true | undefined): Promise<void> => {
  const { provider, eventId } = splitEventKey(key);
  const answer = await api().post(apiPath`/v1/events/${provider}/${eventId}/replay`, { json: how }, z.unknown());
  if (json) terminal.printJson(answer);
  else terminal.print(`${key} is on the queue again; \`hookledger explain ${key}\` tells what becomes of it.`);
};

type Filter = {
  readonly outcome?: string | undefined;
  readonly provider?: string | undefined;
  readonly type?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};
type Filtered = { readonly filter: Filter; readonly how: How; readonly dryRun: true | undefined; readonly json: true | undefined };

const replayFiltered = async ({ api, terminal }: Cli, { filter, how, dryRun, json }: Filtered): Promise<void> => {
  const { from, to, ...rest } = filter;
  const window = { ...(from && { from: timeFromDate(from) }), ...(to && { to: timeFromDate(to) }) };
  if (Object.keys(filter).length === 0) {
    throw new CliError('Name an event, or what to replay: --outcome, --provider, --type, --from, --to.', EXIT.usage);
  }
  const body = { ...rest, ...window, ...how, ...(dryRun && { dry_run: true }) };
  const started = await api().post('/v1/events/replay', { json: body }, jobSchema);
  printJob(terminal, await followJob(api(), terminal, started), json);
};
