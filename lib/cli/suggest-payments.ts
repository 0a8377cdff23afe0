import { type Event, type Transaction, transactionSchema, type WaitingRow } from './answers.ts';
import { type ApiClient, apiPath } from './api-client.ts';
import { CliError, EXIT } from './cli-error.ts';
import { findEvent } from './explain/find.ts';
import { listWaitingFor } from './waiting.ts';

/** So many of a customer's newest payments are looked at. */
const MOST_LOOKED_AT = 250;

export type Suggestion = {
  /** What waits: the refund or dispute that the event told. */
  readonly waiting: WaitingRow;
  /** Payments that it may lower, the newest first. */
  readonly payments: readonly Transaction[];
};

/**
 * The payments of a customer that the waiting refund of an event may belong to. The customer is the one that is given, else the one
 * that the event names. Throws a `CliError` when nothing of the event waits, or nobody says whose it is.
 */
export const suggestPayments = async (api: ApiClient, eventKey: string, customer: string | undefined): Promise<Suggestion> => {
  const event = await findEvent(api, eventKey);
  if (event === undefined) throw new CliError(`There is no event ${eventKey}.`);
  const waiting = (await listWaitingFor(api, event.rows)).find(
    ({ key, kind }) => event.rows.includes(key) && kind !== 'payment' && kind !== 'subscription',
  );
  if (waiting === undefined) throw new CliError(`No refund or dispute of ${eventKey} waits for its payment.`);
  const named = await api.find(apiPath`/v1/transactions/${waiting.key}`, transactionSchema);
  if (named !== undefined) throw new CliError(`${eventKey} names its payment, ${named.key}, which has not come yet.`);
  const owner = customer ?? customerOf(event);
  if (owner === undefined)
    throw new CliError(`${eventKey} names no customer: say whose payments to suggest, --customer <key>.`, EXIT.usage);
  const payments: Transaction[] = [];
  let looked = 0;
  for await (const payment of api.list(apiPath`/v1/customers/${owner}/transactions`, transactionSchema)) {
    if (fits(payment, waiting, event)) payments.push(payment);
    looked += 1;
    if (looked >= MOST_LOOKED_AT) break;
  }
  return { waiting, payments };
};

/** A customer that the ledger knows; keys of providers have two colons. */
const customerOf = ({ candidates }: Event): string | undefined =>
  candidates.find(({ key, known }) => known && key.split(':').length < 3)?.key;

/** Paid before, in the same currency, and with enough left. */
const fits = (payment: Transaction, waiting: WaitingRow, event: Event): boolean =>
  payment.currency === waiting.currency &&
  payment.net_amount >= (waiting.amount ?? 0) &&
  payment.net_amount > 0 &&
  (payment.occurred_at === null || event.occurred_at === null || payment.occurred_at <= event.occurred_at);
