import { z } from '@hono/zod-openapi';
import type { CustomerKey, PartnerKey, TransactionKey } from '../domain/keys.ts';
import type { TransactionView } from '../domain/transaction-view.ts';
import type { ListedTransaction } from '../ledger/rows.ts';
import type { Settings } from '../platform/settings.ts';
import { timeSchema, toTime, toTimeOrNull } from './times.ts';

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
    status: z.string(),
    archived: z.boolean().openapi({ description: 'Counts nothing' }),
    product_key: z.string().nullable(),
    category_key: z.string().nullable(),
    occurred_at: timeSchema.nullable(),
    recorded_at: timeSchema,
    event_keys: z.array(z.string()).readonly(),
  })
  .openapi('Transaction');

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
