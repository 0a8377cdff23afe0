import { currencyCode } from '../../functions/domain/currency.ts';
import { customerKey, partnerKey } from '../../functions/domain/keys.ts';
import type {
  AliasEvent,
  CurrencyCode,
  CustomerEvent,
  DisputeEvent,
  PaymentEvent,
  RefundEvent,
  RefundFigureEvent,
  SubscriptionEvent,
} from '../../functions/domain/ledger-event.ts';
import type { Money } from '../../functions/domain/money.ts';
import type { Rank, Version } from '../../functions/domain/version.ts';

/** Builders that show only what matters. Times are whole seconds after a fixed start; ids are made from them where none is given. */
export const START = Date.UTC(2026, 0, 1);
export const at = (second: number): number => START + second * 1000;

export const version = (second: number, id = `evt_${second}`, rank: Rank = 1): Version => ({ at: at(second), rank, id });

export const currency = (code: string): CurrencyCode => {
  const known = currencyCode(code);
  if (known === undefined) throw new Error(`no currency: ${code}`);
  return known;
};

export const usd = (minor: number): Money => ({ minor, currency: currency('USD') });

export const CHARGE = 'stripe:charge:ch_1';
export const INVOICE = 'recurly:invoice:7';

type Over<T> = Partial<Omit<T, 'kind' | 'version' | 'amount'>> & {
  readonly second?: number;
  readonly id?: string;
  readonly minor?: number;
};

const timed = ({ second = 0, id }: { readonly second?: number; readonly id?: string }): Version => version(second, id);

export const aPayment = ({ second, id, minor = 1000, ...over }: Over<PaymentEvent> & { readonly amount?: Money } = {}): PaymentEvent => ({
  kind: 'payment',
  key: CHARGE,
  state: 'succeeded',
  amount: usd(minor),
  captured: minor,
  paidAt: START,
  candidates: { links: ['stripe:customer:cus_1'] },
  ...over,
  version: timed({ ...(second === undefined ? {} : { second }), ...(id === undefined ? {} : { id }) }),
});

export const aRefund = ({ second = 10, id, minor = 100, ...over }: Over<RefundEvent> & { readonly amount?: Money } = {}): RefundEvent => ({
  kind: 'refund',
  target: { transaction: CHARGE },
  refundId: 're_1',
  amount: usd(minor),
  createdAt: at(second),
  creation: true,
  failed: false,
  charge: 'ch_1',
  ...over,
  version: version(second, id ?? `evt_refund_${second}`),
});

export const aFigure = ({ second = 10, id, minor = 100, ...over }: Over<RefundFigureEvent> = {}): RefundFigureEvent => ({
  kind: 'refund_figure',
  target: { transaction: CHARGE },
  charge: 'ch_1',
  figure: usd(minor),
  uncaptured: 0,
  ...over,
  version: version(second, id ?? `evt_figure_${second}`),
});

export const aDispute = ({
  second = 20,
  id,
  minor = 1000,
  ...over
}: Over<DisputeEvent> & { readonly amount?: Money } = {}): DisputeEvent => ({
  kind: 'dispute',
  target: { transaction: CHARGE },
  disputeId: 'dp_1',
  amount: usd(minor),
  state: 'open',
  reinstated: false,
  createdAt: at(20),
  ...over,
  version: version(second, id ?? `evt_dispute_${second}`),
});

export const aCustomer = ({
  second = 0,
  id,
  key = 'acme',
  partner,
  ...over
}: Partial<Omit<CustomerEvent, 'kind' | 'version'>> & {
  readonly second?: number;
  readonly id?: string;
  readonly key?: string;
  readonly partner?: string;
} = {}): CustomerEvent => ({
  kind: 'customer',
  customerKey: customerKey(key),
  ...(partner === undefined ? {} : { partnerKey: partnerKey(partner) }),
  links: ['stripe:customer:cus_1'],
  from: at(second),
  ...over,
  version: version(second, id ?? `evt_customer_${second}_${key}`),
});

export const anAlias = ({
  second = 5,
  ...over
}: Partial<Omit<AliasEvent, 'kind' | 'version'>> & { readonly second?: number } = {}): AliasEvent => ({
  kind: 'alias',
  ref: INVOICE,
  transaction: CHARGE,
  at: at(second),
  ...over,
  version: version(second, `evt_alias_${second}`),
});

export const aSubscription = ({
  second = 0,
  id,
  rank = 1,
  ...over
}: Partial<Omit<SubscriptionEvent, 'kind' | 'version'>> & {
  readonly second?: number;
  readonly id?: string;
  readonly rank?: Rank;
} = {}): SubscriptionEvent => ({
  kind: 'subscription',
  key: 'stripe:subscription:sub_1',
  candidates: { links: ['stripe:customer:cus_1', 'stripe:subscription:sub_1'] },
  occurredAt: at(second),
  ...over,
  version: version(second, id ?? `evt_subscription_${second}`, rank),
});
