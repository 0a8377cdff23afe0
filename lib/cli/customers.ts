import { Command } from '@commander-js/extra-typings';
import { customerSchema, type WaitingRow } from './answers.ts';
import { type ApiClient, apiPath } from './api-client.ts';
import { type CommandOf, createCommand } from './command.ts';
import { sumByCurrency, sumsText } from './money.ts';
import { time, timeFromDate } from './options.ts';
import { countText } from './times.ts';
import { listWaitingFor } from './waiting.ts';

export const customersCommand: CommandOf = (cli) =>
  new Command('customers').description('says whose something is').addCommand(linkCommand(cli));

/** A release works on in the background; a command looks for so long how much it has released. */
const LOOK_FOR_MS = 15_000;
const LOOK_EVERY_MS = 300;
/** Where much waits, a look is many calls: the next one comes after so many times as long as the last one took. */
const PAUSE_PER_LOOK = 3;

const linkCommand: CommandOf = ({ api, terminal }) =>
  createCommand('link', {
    description: 'says that a provider key is a customer, and tells what that released',
    example: 'hookledger customers link acme stripe:customer:cus_1',
  })
    .argument('<customer>', 'the key of the customer, who is made when nobody has named it yet')
    .argument('<provider key>', 'such as stripe:customer:cus_1')
    .option('--since <time>', 'it is so from this time on; for all times when absent', time)
    .action(async (key, providerKey, { json, since }) => {
      const waited = await listWaitingFor(api(), [key, providerKey]);
      const body = { key, provider_keys: [providerKey], ...(since && { since: timeFromDate(since) }) };
      const customer = await api().post(apiPath`/v1/customers`, { json: body }, customerSchema);
      const left = await untilReleased(api(), [key, providerKey], waited);
      const released = waited.filter((row) => !left.includes(row.key));
      const money = sumByCurrency(released.filter(({ kind }) => kind === 'payment'));
      if (json) return terminal.printJson({ customer, released: released.length, still_waiting: left.length, money });
      terminal.print(`${providerKey} is ${key}${since === undefined ? '' : ` since ${since}`}.`);
      if (waited.length === 0) return terminal.print('Nothing was waiting for it.');
      terminal.print(`Released ${released.length} of ${countText(waited.length, 'waiting row')}: ${sumsText(money)} of payments.`);
      if (left.length > 0) terminal.print(`Still waiting: ${left.slice(0, 10).join(', ')}; \`hookledger explain\` tells why.`);
    });

/** The keys of the rows that still wait when all are released, or when the time is up. */
const untilReleased = async (api: ApiClient, keys: readonly string[], waited: readonly WaitingRow[]): Promise<readonly string[]> => {
  const end = Date.now() + LOOK_FOR_MS;
  let pause = LOOK_EVERY_MS;
  for (let left = waited.map(({ key }) => key); ; ) {
    if (left.length === 0 || Date.now() + pause > end) return left;
    await new Promise((resolve) => setTimeout(resolve, pause));
    const startedAt = Date.now();
    const now = new Set((await listWaitingFor(api, keys)).map(({ key }) => key));
    left = left.filter((key) => now.has(key));
    pause = Math.max(LOOK_EVERY_MS, PAUSE_PER_LOOK * (Date.now() - startedAt));
  }
};
