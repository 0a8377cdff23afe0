import { Command, type CommandUnknownOpts, InvalidArgumentError } from '@commander-js/extra-typings';
import { summaryOf } from './bill.ts';
import { pageTables } from './page.ts';
import { PRICED } from './prices.ts';
import { billsOf, costText } from './text.ts';
import { USUAL, type Workload } from './workload.ts';

const EXAMPLES = `
Numbers may end in k, M or G: 2.2k, 10M; 10e6 is a number, too.

Examples:
  npm run --silent cost -- --events-per-month 10e6 --body 2.2k --payments 0.4
  npm run --silent cost -- --events-per-month 1M --batch 10 --providers 1 --json
`;

/** The command line. It throws a `CommanderError` when it is used wrongly. */
export const createProgram = (print: (text: string) => void): CommandUnknownOpts => {
  const program = new Command('cost')
    .description('Tells what a month costs at AWS, by service, from list prices and measured units; and what two other shapes would cost.')
    .option('--events-per-month <number>', 'verified webhook requests', amount, USUAL.eventsPerMonth)
    .option('--body <bytes>', 'of one of them', amount, USUAL.bodyBytes)
    .option('--payments <share>', 'of the events that are first payments of known customers, 0 to 1', share, USUAL.payments)
    .option('--refunds <share>', 'refunds', share, USUAL.refunds)
    .option('--subscriptions <share>', 'changes of subscriptions', share, USUAL.subscriptions)
    .option('--duplicates <share>', 'events that came before; what is left is recorded only', share, USUAL.duplicates)
    .option('--providers <number>', 'that are on', whole(1, 100), USUAL.providers)
    .option('--retention <days>', 'of the archive', whole(31, 36_500), USUAL.retentionDays)
    .option('--log-retention <days>', 'of the logs', whole(1, 36_500), USUAL.logRetentionDays)
    .option('--months <number>', 'that it has run, as rows are kept for good', whole(1, 1_200), USUAL.months)
    .option('--batch <number>', 'deliveries in a batch of the processor; by the rate when it is absent', whole(1, 10))
    .option('--json', 'print JSON, line by line of each bill')
    .option('--table', 'print the tables of docs/cost.md, whatever else is given')
    .addHelpText('after', EXAMPLES)
    .showHelpAfterError('(--help tells how)')
    .allowExcessArguments(false)
    .exitOverride();
  return program.action(({ table, json, ...options }) => {
    if (table) return print(pageTables());
    const load = workloadOf(options);
    const told = load.payments + load.refunds + load.subscriptions + load.duplicates;
    if (told > 1 + Number.EPSILON) program.error(`error: the shares are ${told.toFixed(2)} together, and may be 1 at most`);
    print(json ? jsonOf(load) : costText(load));
  });
};

type Options = Omit<Workload, 'bodyBytes' | 'retentionDays' | 'logRetentionDays' | 'batch'> & {
  readonly body: number;
  readonly retention: number;
  readonly logRetention: number;
  readonly batch?: number | undefined;
};

const workloadOf = ({ body, retention, logRetention, batch, ...rest }: Options): Workload => ({
  ...rest,
  bodyBytes: body,
  retentionDays: retention,
  logRetentionDays: logRetention,
  batch: batch ?? null,
});

const jsonOf = (load: Workload): string => {
  const bills = billsOf(load).map((bill) => ({ ...bill, summary: summaryOf(bill, load.eventsPerMonth) }));
  return JSON.stringify({ prices: PRICED, workload: load, bills }, null, 2);
};

const SUFFIX: Readonly<Record<string, number>> = { k: 1e3, M: 1e6, G: 1e9 };

const amount = (text: string): number => {
  const [, digits, suffix = ''] = /^(\d+(?:\.\d+)?(?:e\d+)?)([kMG]?)$/.exec(text) ?? [];
  const value = Number(digits) * (SUFFIX[suffix] ?? 1);
  if (!(value >= 1 && value <= 1e12)) throw new InvalidArgumentError('It must be a number from 1, such as 2.2k, 10M or 10e6.');
  return value;
};

const share = (text: string): number => {
  const value = Number(text);
  if (!/^\d*\.?\d+$/.test(text) || value > 1) throw new InvalidArgumentError('It must be from 0 to 1, such as 0.4.');
  return value;
};

const whole =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!/^\d{1,6}$/.test(text) || value < least || value > most)
      throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
    return value;
  };
