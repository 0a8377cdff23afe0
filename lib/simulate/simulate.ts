import type { ProviderId } from '../../functions/domain/keys.ts';
import type { ApiClient } from '../cli/api-client.ts';
import { CliError } from '../cli/cli-error.ts';
import type { Terminal } from '../cli/terminal.ts';
import { countText } from '../cli/times.ts';
import { secretsOf } from '../events/secrets-of.ts';
import { createWorld } from '../world/create-world.ts';
import type { World } from '../world/world.ts';
import { check } from './check.ts';
import { createCounts } from './counts.ts';
import type { SimulateOptions } from './options.ts';
import { type Result, reportText, rowsOf } from './report.ts';
import { sendWorld } from './send-world.ts';
import { readSettings, worldOptions } from './settings.ts';
import { watchForStop } from './stopping.ts';

type Speaking = { readonly api: ApiClient; readonly terminal: Terminal; readonly json: boolean };

/** So many take a while to make up. */
const MANY = 1_000;

/**
 * Sends a world to a Hookledger, and says how it went. The same seed sends the same events, so a second run changes nothing.
 * Throws a `CliError` when anything is not as it must be, or when the run was stopped.
 */
export const simulate = async ({ api, terminal, json }: Speaking, options: SimulateOptions): Promise<void> => {
  const secrets = secretsOf(options.secrets);
  const worldly = worldOptions(options, await readSettings(api), secrets);
  if (options.customers >= MANY) terminal.tell(`making up ${countText(options.customers, 'customer')}`);
  const world = createWorld(worldly);
  const startedAt = Date.now();
  const stopping = watchForStop(options.minutes);
  const counts = createCounts();
  const { signal } = stopping;
  try {
    await sendWorld({ api, terminal, secrets, counts, signal }, world, options);
    const checked = options.check && !signal.aborted ? await check({ api, terminal, signal }, world) : undefined;
    const problems = [...counts.problems(), ...(checked?.problems ?? [])];
    const result: Result = { tallies: counts.tallies(eventsByProvider(world, worldly.providers)), problems, checked };
    const seconds = Math.round((Date.now() - startedAt) / 1000);
    print({ api, terminal, json }, options, result, seconds);
    endWell(stopping.reason(), result);
  } finally {
    stopping.end();
  }
};

/** In the order of the providers. */
const eventsByProvider = ({ events }: World, providers: readonly ProviderId[]): ReadonlyMap<ProviderId, number> =>
  new Map(providers.map((id) => [id, events.filter(({ provider }) => provider === id).length]));

const print = (
  { terminal, json }: Speaking,
  { seed, customers, check: isChecked }: SimulateOptions,
  result: Result,
  seconds: number,
): void => {
  const differences = result.problems.map(({ sentence }) => sentence);
  if (json) {
    terminal.printJson({ seed, customers, seconds, providers: rowsOf(result), differences });
    return;
  }
  const unchecked = isChecked ? ' The ledger was not compared.' : ' The ledger was not looked at; --check does that.';
  terminal.print(
    `${reportText(result)}\n\n${countText(customers, 'customer')} of seed ${seed} in ${countText(seconds, 'second')}.${result.checked === undefined ? unchecked : ''}`,
  );
};

const endWell = (stopped: string | undefined, { problems, checked }: Result): void => {
  if (stopped !== undefined && checked === undefined) {
    throw new CliError(`The run was ${stopped}: it did not come to its end. The same seed goes through it again.`);
  }
  if (problems.length > 0) throw new CliError(`${countText(problems.length, 'difference')}.`);
};
