import { Command } from '@commander-js/extra-typings';
import * as z from 'zod';
import { transactionSchema } from './answers.ts';
import { apiPath } from './api-client.ts';
import { type CommandOf, createCommand } from './command.ts';
import { splitEventKey } from './explain/find.ts';
import { amountText } from './money.ts';
import { type Suggestion, suggestPayments } from './suggest-payments.ts';
import { tableText } from './table.ts';
import { timeText } from './times.ts';

export const eventsCommand: CommandOf = (cli) =>
  new Command('events').description('says what an event belongs to').addCommand(linkCommand(cli));

/** The payment of a refund that names none. */
const linkCommand: CommandOf = ({ api, terminal }) =>
  createCommand('link', {
    description: 'names the payment of a waiting refund or dispute; without a transaction it suggests some',
    example: 'hookledger events link recurly:n1 --customer acme\n  hookledger events link recurly:n1 recurly:transaction:374adcf5',
  })
    .argument('<event>', 'the event that told of the refund')
    .argument('[transaction]', 'its payment')
    .option('--customer <key>', 'suggest payments of this customer, when the event names none')
    .action(async (key, transaction, { json, customer }) => {
      if (transaction === undefined) {
        const suggestion = await suggestPayments(api(), key, customer);
        return json ? terminal.printJson(suggestion) : terminal.print(suggestionText(key, suggestion));
      }
      const { provider, eventId } = splitEventKey(key);
      const path = apiPath`/v1/events/${provider}/${eventId}/link`;
      const answer = await api().post(path, { json: { transaction_key: transaction } }, z.unknown());
      if (json) return terminal.printJson(answer);
      const payment = await api().get(apiPath`/v1/transactions/${transaction}`, transactionSchema);
      terminal.print(`${key} belongs to ${transaction}, which counts ${amountText(payment.net_amount, payment.currency)} now.`);
    });

const COLUMNS = [
  { name: 'PAID' },
  { name: 'TRANSACTION' },
  { name: 'AMOUNT', align: 'right' },
  { name: 'COUNTS', align: 'right' },
] as const;

const suggestionText = (event: string, { waiting, payments }: Suggestion): string => {
  const what = `${waiting.kind} ${waiting.key} of ${amountText(waiting.amount, waiting.currency)}`;
  const [newest] = payments;
  if (newest === undefined) return `No payment of this customer fits the ${what}.`;
  const rows = payments.map(({ key, occurred_at, amount, net_amount, currency }) => {
    return [timeText(occurred_at), key, amountText(amount, currency), amountText(net_amount, currency)];
  });
  return `The ${what} may belong to:\n\n${tableText(COLUMNS, rows)}\n\nhookledger events link ${event} ${newest.key}`;
};
