import { customerFacts } from '../../../functions/domain/customer.ts';
import type { CustomerKey, PartnerKey, TransactionKey } from '../../../functions/domain/keys.ts';
import { claimItem, customerItem, waitingItem } from '../../../functions/ledger/dynamo/customer-items.ts';
import type { Item } from '../../../functions/ledger/dynamo/item.ts';
import { transactionItem } from '../../../functions/ledger/dynamo/transaction-items.ts';
import { createMemoryLedger } from '../../../functions/ledger/memory-ledger.ts';
import type { TransactionRow } from '../../../functions/ledger/rows.ts';
import { providers } from '../../../functions/providers/all.ts';
import { createTestProcessor, NOW } from '../../support/processor.ts';
import { aCharge } from './deliveries.ts';
import { chargeId, customerOf, eventId, intentId, stripeCustomer } from './ids.ts';

/*
 * What a ledger holds, as the processor would have written it: one row is made by it, the others are that row under other ids and at other
 * times. The items are made by the functions of the ledger, so they are of genuine size.
 */

const PAID_AT = NOW.getTime();

const templateRow = async (): Promise<string> => {
  const { ledger, processDelivery } = createTestProcessor(createMemoryLedger(), { providers });
  await processDelivery(aCharge({ serial: 0, customer: 0 }));
  return JSON.stringify(await ledger.readTransaction(`stripe:charge:${chargeId(0)}`));
};

/** A row that is in the ledger: the nth payment, by which of Stripe's customers. Nobody knows whose it is where `owner` is null. */
export type LoadedRow = {
  readonly serial: number;
  readonly customer: number;
  readonly owner: CustomerKey | null;
  /** So long ago. */
  readonly hours: number;
};

/** Makes items of rows. */
export type ItemOf = (row: LoadedRow) => Item;

export const createItemOf = async (): Promise<ItemOf> => {
  const template = await templateRow();
  return ({ serial, customer, owner, hours }) => {
    const row: TransactionRow = JSON.parse(
      template
        .replaceAll(chargeId(0), chargeId(serial))
        .replaceAll(eventId(0), eventId(serial))
        .replaceAll(intentId(0), intentId(serial))
        .replaceAll(stripeCustomer(0), stripeCustomer(customer))
        .replaceAll(String(PAID_AT), String(PAID_AT - hours * 3_600_000)),
    );
    return transactionItem({ ...row, customerKey: owner, awaiting: owner === null ? row.awaiting : [] });
  };
};

/** One after the other, as they are asked for: a ledger does not lie in memory as a whole. */
export function* itemsOf(rows: Iterable<LoadedRow>, itemOf: ItemOf): Generator<Item, void> {
  for (const row of rows) yield itemOf(row);
}

/** The entry of such a row that waits for the link of its customer. */
export const entryItemOf: ItemOf = ({ serial, customer }) =>
  waitingItem({
    awaited: `link:${linkOf(customer)}`,
    row: { table: 'transactions', key: transactionKey(serial) },
    since: PAID_AT,
    token: `token-of-${chargeId(serial)}`,
  });

export const transactionKey = (serial: number): TransactionKey => `stripe:charge:${chargeId(serial)}`;

/** A customer of a partner with one link, as its provider told it: two items. */
export const customerItems = (customer: number, partner: PartnerKey): readonly Item[] => {
  const version = versionOf(customer);
  const links = [linkOf(customer)];
  const event = {
    kind: 'customer',
    customerKey: customerOf(customer),
    email: 'billing@example.com',
    from: version.at,
    links,
    version,
  } as const;
  const told = { eventKeys: [`stripe:${version.id}`] as const, createdAt: version.at, updatedAt: version.at };
  const facts = customerFacts({ ...event, partnerKey: partner });
  return [customerItem({ key: event.customerKey, version: 0, facts, ...told }), claimItemOf({ customer, serial: customer })];
};

/** That Stripe's customer is the team's, as the event with this number told it. */
export const claimItemOf = ({ customer, serial }: { readonly customer: number; readonly serial: number }): Item => {
  const version = versionOf(serial);
  const target = customerOf(customer);
  return claimItem({
    providerKey: linkOf(customer),
    claim: { target, from: version.at, by: 'event', version },
  });
};

const linkOf = (customer: number) => `stripe:customer:${stripeCustomer(customer)}` as const;

/** Before anything was paid. */
const versionOf = (serial: number) =>
  ({ at: PAID_AT - 86_400_000 * 5_000, rank: 1, id: eventId(serial), hash: '9c1185a5c5e9fc54' }) as const;
