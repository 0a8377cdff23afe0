import type { CustomerKey, PartnerKey, TransactionKey } from '../domain/keys.ts';
import type { TransactionView } from '../domain/transaction-view.ts';
import type { ListedTransaction } from '../ledger/rows.ts';
import type { Settings } from '../platform/settings.ts';
import { timeSchema, toTime, toTimeOrNull } from './times.ts';
import * as z from './zod.ts';

export const transactionSchema = z
  .object({
    key: z.string().openapi({ example: 'stripe:charge:ch_1' }),
    provider: z.string().openapi({ description: 'A provider, or api for the rows of the team' }),
    provider_transaction_id: z.string(),
    customer_key: z.string().nullable().openapi({ description: 'Null while nobody knows whose it is' }),
    partner_key: z.string().nullable(),
    amount: z.int().nullable().openapi({ description: 'Minor units; null while only a refund or dispute of the payment is known' }),
    refunded_amount: z.int(),
    disputed_amount: z.int(),
    net_amount: z.int(),
    currency: z.string().nullable(),
    status: z.enum(['unpaid', 'authorized', 'recorded', 'partially_refunded', 'refunded', 'failed', 'voided', 'disputed']),
    archived: z.boolean().openapi({ description: 'Counts nothing' }),
    product_key: z.string().nullable(),
    category_key: z.string().nullable(),
    occurred_at: timeSchema.nullable(),
    recorded_at: timeSchema,
    event_keys: z.array(z.string()).readonly(),
    other_currencies: z
      .array(z.string())
      .readonly()
      .optional()
      .openapi({ description: 'Currencies that its events name besides its own, which count nothing; told where the row is read alone' }),
  })
  .openapi('Transaction', {
    example: {
      key: 'stripe:charge:ch_1',
      provider: 'stripe',
      provider_transaction_id: 'ch_1',
      customer_key: 'acme',
      partner_key: 'pat',
      amount: 4900,
      refunded_amount: 900,
      disputed_amount: 0,
      net_amount: 4000,
      currency: 'USD',
      status: 'partially_refunded',
      archived: false,
      product_key: 'gold-yearly',
      category_key: null,
      occurred_at: '2026-01-31T09:30:00.000Z',
      recorded_at: '2026-01-31T09:30:02.000Z',
      event_keys: ['stripe:evt_1', 'stripe:evt_2'],
    },
  });

export type TransactionJson = z.infer<typeof transactionSchema>;

export type ShownTransaction = Omit<ListedTransaction, 'customerKey'> & {
  readonly customerKey: CustomerKey | null;
  readonly partnerKey: PartnerKey | null;
};

export const transactionJson = (row: ShownTransaction, { refunds }: Pick<Settings, 'refunds'>): TransactionJson => {
  const { view } = row;
  return {
    key: row.key,
    ...provenance(row.key),
    customer_key: row.customerKey,
    partner_key: row.partnerKey,
    amount: view.amount,
    refunded_amount: view.refundedAmount,
    disputed_amount: view.disputedAmount,
    net_amount: view.netAmount,
    currency: view.currency,
    status: view.status,
    archived: isArchived(view, refunds),
    product_key: view.productKey,
    category_key: view.categoryKey,
    occurred_at: toTimeOrNull(view.paidAt),
    recorded_at: toTime(row.recordedAt),
    event_keys: row.eventKeys,
    ...(view.otherCurrencies.length > 0 && { other_currencies: view.otherCurrencies }),
  };
};

/** Under the setting `archive` any refund takes the whole payment out of the revenue. */
export const isArchived = ({ archived, refundedAmount }: TransactionView, refunds: Settings['refunds']): boolean =>
  archived || (refunds === 'archive' && refundedAmount > 0);

/** A provider's key splits at its first two colons, a key of the team's own at its first. */
const provenance = (key: TransactionKey): Pick<TransactionJson, 'provider' | 'provider_transaction_id'> => {
  const [provider = '', ...rest] = key.split(':');
  return { provider, provider_transaction_id: (provider === 'api' ? rest : rest.slice(1)).join(':') };
};
