import { viewCustomer } from '../domain/customer.ts';
import type { CustomerKey, PartnerKey } from '../domain/keys.ts';
import { viewTransaction } from '../domain/transaction-view.ts';
import type { TransactionRow } from '../ledger/rows.ts';
import { waitingTransaction } from '../ledger/waiting-rows.ts';
import type { ApiDeps } from './deps.ts';
import { type TransactionJson, transactionJson } from './transaction-json.ts';

/** One transaction, with the partner of its customer. A waiting row is shown with what is known of it, and counts nothing. */
export const showTransaction = async ({ ledger, settings }: ApiDeps, row: TransactionRow): Promise<TransactionJson> => {
  const view = viewTransaction(row.facts, Object.values(row.placed));
  const partnerKey = row.customerKey === null ? null : await partnerOf(ledger, row.customerKey);
  const shown = transactionJson({ ...row, view, partnerKey }, settings);
  return waitingTransaction(row) === undefined ? shown : { ...shown, net_amount: 0, archived: false };
};

const partnerOf = async (ledger: ApiDeps['ledger'], key: CustomerKey): Promise<PartnerKey | null> => {
  const customer = await ledger.readCustomer(key);
  return customer === undefined ? null : viewCustomer(customer.facts).partnerKey;
};
