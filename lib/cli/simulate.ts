import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { processEnvironment } from '../../functions/platform/env.ts';
import { createApiClient } from './api-client.ts';
import { type CommandOf, createCommand } from './command.ts';
import { connectionFrom } from './connection.ts';
import { wholeNumber } from './options.ts';

/** Ids are a seed's own up to there (lib/world/ids.ts). */
const LAST_SEED = 799_999;
const MOST_CUSTOMERS = 5_000;
const FASTEST = 1_000;
const LONGEST_MINUTES = 24 * 60;

/** Plays a world of paying customers against a Hookledger: for trying a deployment, not for one with real money in it. */
export const simulateCommand: CommandOf = ({ api, terminal }) =>
  createCommand('simulate', {
    description: 'sends what made-up customers do at their providers, genuinely signed, and compares the ledger with what must result',
    example: 'hookledger simulate --customers 20 --seed 7 --chaos --check',
  })
    .option('--url <url>', 'which Hookledger; else HOOKLEDGER_URL says it. The key in HOOKLEDGER_API_KEY must be one that may write', url)
    .option('--customers <number>', `how many there are, ${upToText(MOST_CUSTOMERS)}`, upTo(MOST_CUSTOMERS), 50)
    .option(
      '--seed <number>',
      `the same number makes the same events; another one others, with ids of their own; ${upToText(LAST_SEED)}`,
      upTo(LAST_SEED),
      1,
    )
    .option(
      '--providers <names>',
      'some of them only, such as stripe,recurly; else all that are on and that the secrets can speak for',
      names,
    )
    .option('--rate <number>', `requests a second at most, ${upToText(FASTEST)}`, upTo(FASTEST), 50)
    .option('--chaos', 'repeat, delay and reorder requests, lose answers, and send forgeries, which must be refused')
    .option('--check', 'wait until all is worked off, and compare every customer with what must have come of it')
    .option('--secrets <file>', "sign with these secrets, in the shape of HOOKLEDGER_SECRETS; else with the laptop's")
    .addOption(
      new Option('--record-from <what>', "Stripe's payments, when they are not as the settings tell").choices(['charges', 'invoices']),
    )
    .option('--minutes <number>', `end after so many, whatever is left; ${upToText(LONGEST_MINUTES)}`, upTo(LONGEST_MINUTES), 30)
    .action(async ({ json = false, url: named, chaos = false, check = false, providers, secrets, recordFrom, ...numbers }) => {
      const asked = named === undefined ? api() : createApiClient(connectionFrom({ ...processEnvironment(), HOOKLEDGER_URL: named }));
      // No other command needs the providers and their world.
      const { simulate } = await import('../simulate/simulate.ts');
      await simulate({ api: asked, terminal, json }, { ...numbers, chaos, check, providers, secrets, recordFrom });
    });

const upToText = (most: number): string => `up to ${most.toLocaleString('en-US')}`;

const upTo =
  (most: number) =>
  (text: string): number => {
    const number = wholeNumber(text);
    if (number > most) throw new InvalidArgumentError(`It must be ${most.toLocaleString('en-US')} at most.`);
    return number;
  };

const url = (text: string): string => {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) throw new InvalidArgumentError('It must begin with https:// or http://.');
  return text;
};

const names = (text: string): readonly string[] => {
  const named = text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (named.length === 0) throw new InvalidArgumentError('It must name one at least, such as stripe,recurly.');
  return named;
};
