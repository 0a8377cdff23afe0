import { currencyCode } from '../../domain/currency.ts';
import { type ProviderKey, providerKey } from '../../domain/keys.ts';
import type { PaymentEvent, PaymentState, RefundEvent } from '../../domain/ledger-event.ts';
import type { Money } from '../../domain/money.ts';
import { RANK, type Version } from '../../domain/version.ts';
import { UnreadablePayloadError } from '../../platform/errors.ts';
import { readPayload } from '../../platform/payload.ts';
import { candidatesOf } from './customer.ts';
import type { Notification, ReadNotification } from './notification.ts';
import { type Account, type Transaction, transactionNotification } from './schema.ts';

/**
 * `Declined` is an attempt: the next one has a transaction, and so a row, of its own.
 *
 * @see https://docs.recurly.com/docs/webhooks
 */
const STATES: ReadonlyMap<string, PaymentState> = new Map([
  ['success', 'succeeded'],
  ['declined', 'unpaid'],
  ['error', 'unpaid'],
  ['failed', 'unpaid'],
  ['processing', 'unpaid'],
  ['scheduled', 'unpaid'],
  ['pending', 'unpaid'],
  ['void', 'voided'],
]);
const REFUND_FAILURES: ReadonlySet<string> = new Set(['declined', 'error', 'failed', 'void']);
const REFUND_ACTIONS: ReadonlySet<string> = new Set(['credit', 'refund']);

/** A payment, or a refund: a transaction with an id of its own that names its payment's invoice at most. */
export const readTransaction: ReadNotification = (notification) => {
  const { account, transaction } = readPayload(transactionNotification, notification.value);
  const occurredAt = transaction.date;
  if (transaction.test && notification.settings.testMode === 'ignore') return { occurredAt, ledgerEvents: [], ignored: 'test mode' };
  const told: ToldTransaction = { account, transaction, status: transaction.status.toLowerCase(), notification };
  const code = account?.account_code;
  const isNamed = isRefund(told) && code !== undefined;
  const ledgerEvents = [isRefund(told) ? refundEvent(told) : paymentEvent(told)];
  return {
    occurredAt,
    ledgerEvents,
    ...(isNamed && { customerKeys: [code] }),
    ...(!STATES.has(told.status) && { unknownWords: [transaction.status] }),
  };
};

type ToldTransaction = {
  readonly account: Account;
  readonly transaction: Transaction;
  readonly status: string;
  readonly notification: Notification;
};

/** A void says by its action what it undoes; a refund is never read as a payment, whatever its action is called. */
const isRefund = ({ transaction, notification }: ToldTransaction): boolean =>
  notification.type === 'successful_refund_notification' || REFUND_ACTIONS.has(transaction.action?.toLowerCase() ?? '');

const paymentEvent = (told: ToldTransaction): PaymentEvent => {
  const { account, transaction } = told;
  const subscriptionIds = [transaction.subscription_id, ...(transaction.subscription_ids ?? [])].filter((id) => id !== undefined);
  // A word that we do not know counts nothing until somebody has looked at it.
  const state = STATES.get(told.status) ?? 'unpaid';
  const invoice = invoiceOf(transaction);
  return {
    kind: 'payment',
    key: providerKey('recurly', 'transaction', transaction.id),
    state,
    amount: amountOf(told),
    captured: state === 'succeeded' ? transaction.amount_in_cents : 0,
    paidAt: transaction.date,
    candidates: candidatesOf(account, subscriptionIds),
    ...(invoice.length > 0 && { standsFor: invoice }),
    version: versionOf(told),
  };
};

const refundEvent = (told: ToldTransaction): RefundEvent => {
  const { transaction } = told;
  const failed = REFUND_FAILURES.has(told.status);
  return {
    kind: 'refund',
    target: { item: providerKey('recurly', 'refund', transaction.id), refs: invoiceOf(transaction) },
    refundId: transaction.id,
    amount: amountOf(told),
    currencyAssumed: true,
    createdAt: transaction.date,
    creation: !failed,
    failed,
    version: versionOf(told),
  };
};

const invoiceOf = ({ invoice_number }: Transaction): readonly ProviderKey[] =>
  invoice_number === undefined ? [] : [providerKey('recurly', 'invoice', invoice_number)];

/** Transactions carry no currency, so it is the one of the settings. */
const amountOf = ({ transaction, notification }: ToldTransaction): Money => {
  const currency = currencyCode(notification.settings.currency);
  if (currency === undefined) throw new UnreadablePayloadError('The currency set for Recurly is no ISO 4217 code');
  return { minor: transaction.amount_in_cents, currency };
};

/** The only time is that of the transaction, which its void shares. */
const versionOf = ({ transaction, status, notification }: ToldTransaction): Version => ({
  at: transaction.date,
  rank: status === 'void' ? RANK.closed : RANK.updated,
  id: notification.eventId,
});
