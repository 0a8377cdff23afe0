import type { CustomerEvent, LedgerEvent, PaymentEvent, RefundEvent, SubscriptionEvent } from '../../../functions/domain/ledger-event.ts';
import { UnreadablePayloadError } from '../../../functions/platform/errors.ts';
import type { ReadingSettings } from '../../../functions/platform/settings.ts';
import type { ParsedEvent, ParseInput } from '../../../functions/providers/provider.ts';
import { recurly } from '../../../functions/providers/recurly/index.ts';

export type Context = {
  readonly headers?: ParseInput['headers'];
  readonly settings?: Partial<ReadingSettings>;
  readonly receivedAt?: string;
};

export const aParseInput = (
  body: Buffer,
  { headers = {}, settings = {}, receivedAt = '2026-01-02T03:04:05.000Z' }: Context = {},
): ParseInput => ({
  body,
  headers,
  receivedAt: new Date(receivedAt),
  settings: { recordFrom: 'charges', currency: 'USD', site: null, testMode: 'accept', ...settings },
});

export const parse = (body: string | Buffer, context: Context = {}): ParsedEvent => recurly.parse(aParseInput(Buffer.from(body), context));

/** The error that reading the body ends in; fails when the body can be read, or when it is another error. */
export const unreadable = (body: string | Buffer, context: Context = {}): UnreadablePayloadError => {
  try {
    parse(body, context);
  } catch (error) {
    if (error instanceof UnreadablePayloadError) return error;
    throw error;
  }
  throw new Error('The body could be read');
};

export const document = (root: string, content: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root}_notification>${content}</${root}_notification>\n`;

/** Elements as they stand in the body: `undefined` leaves one out, a text that begins with `<` stands for the whole element. */
type Elements = Readonly<Record<string, string | undefined>>;

export const elements = (fields: Elements): string =>
  Object.entries(fields)
    .map(([name, text]) => (text === undefined || text.startsWith('<') ? (text ?? '') : `<${name}>${text}</${name}>`))
    .join('');

export const anAccount = (fields: Elements = {}): string =>
  `<account>${elements({ account_code: 'acme-1042', email: 'billing@example.com', first_name: 'Sample', last_name: 'Customer', ...fields })}</account>`;

type Parts = { readonly root?: string; readonly account?: Elements; readonly also?: string };

/** A payment of 49.00 that names its account and invoice. */
export const aTransaction = (fields: Elements = {}, { root = 'successful_payment', account, also = '' }: Parts = {}): string =>
  document(
    root,
    `${anAccount(account)}<transaction>${elements({
      id: '6c4f0d5b',
      invoice_number: '3107',
      subscription_id: '5e1b7c9d',
      action: 'purchase',
      date: '2025-11-03T08:15:42Z',
      amount_in_cents: '4900',
      status: 'success',
      ...fields,
    })}</transaction>${also}`,
  );

/** An active subscription in its second period. */
export const aSubscription = (fields: Elements = {}, { root = 'updated_subscription', account }: Parts = {}): string =>
  document(
    root,
    `${anAccount(account)}<subscription>${elements({
      plan: '<plan><plan_code>growth</plan_code></plan>',
      uuid: '5e1b7c9d',
      state: 'active',
      quantity: '3',
      activated_at: '2025-10-03T08:15:40Z',
      current_period_started_at: '2025-11-03T08:15:40Z',
      current_period_ends_at: '2025-12-03T08:15:40Z',
      ...fields,
    })}</subscription>`,
  );

type Events = { customer: CustomerEvent; payment: PaymentEvent; refund: RefundEvent; subscription: SubscriptionEvent };

/** The one ledger event of a kind that a body becomes. */
export const only = <K extends keyof Events>(kind: K, body: string | Buffer, context?: Context): Events[K] => {
  const isKind = (event: LedgerEvent): event is Events[K] & LedgerEvent => event.kind === kind;
  const [event, ...more] = parse(body, context).ledgerEvents.filter(isKind);
  if (event === undefined || more.length > 0) throw new Error(`The body becomes not exactly one ${kind}`);
  return event;
};
