import { createSweep } from '../../../functions/process/sweep.ts';
import type { Table } from '../section.ts';
import { type Compared, comparing, growing, HEAD, rowOf } from './compare.ts';
import { aCharge, aCustomerUpdate, aRefundOf } from './deliveries.ts';
import { chargeId, customerOf, PARTNER } from './ids.ts';
import type { Lab } from './lab.ts';
import { customerItems, type ItemOf, itemsOf, type LoadedRow } from './rows.ts';
import type { World } from './worlds.ts';

/** Every customer has so many rows. The first has ten times as many, so that its list has pages. */
const ROWS_OF_ONE = 10;
const ROWS_OF_FIRST = 100;

/** Numbers of what comes during the measurement, above all that is there. */
export const NEW = 1_000_000_000;

/** A ledger with so many rows of customers who are all known. */
export const knownWorld = (name: string, rows: number, itemOf: ItemOf): World => ({
  name,
  customers: knownCustomers(rows / ROWS_OF_ONE),
  transactions: itemsOf(knownRows(rows), itemOf),
});

function* knownCustomers(count: number) {
  for (let customer = 0; customer < count; customer += 1) yield* customerItems(customer, PARTNER);
}

function* knownRows(count: number): Generator<LoadedRow, void> {
  for (let serial = 1; serial <= count; serial += 1) {
    const customer = serial <= ROWS_OF_FIRST ? 0 : serial % (count / ROWS_OF_ONE);
    yield { serial, customer, owner: customerOf(customer), hours: serial % 50_000 };
  }
}

/** What one event or one call takes of a ledger that has few rows and of one that has many. */
export const compareByRows = async (few: Lab, many: Lab, rounds: number): Promise<readonly Compared[]> => {
  const both = comparing(few, many);
  const list = `/v1/customers/${customerOf(0)}/transactions`;
  const compared = [
    await both('a first payment of a known customer', rounds, (lab, n) => lab.process(aCharge({ serial: NEW + n, customer: 0 }))),
    await both('the same once more', rounds, (lab, n) => lab.process(aCharge({ serial: NEW + n, customer: 0 }))),
    await both('its refund', rounds, (lab, n) => lab.process(aRefundOf({ serial: 2 * NEW + n, payment: NEW + n, customer: 0 }))),
    await both('a customer told anew, with the key', rounds, (lab, n) =>
      lab.process(aCustomerUpdate({ serial: 3 * NEW + n, customer: 1 + (n % 90) })),
    ),
    await both('`GET /v1/transactions/{key}`', rounds, (lab, n) => lab.get(`/v1/transactions/stripe:charge:${chargeId(1 + n)}`)),
    await both("the newest 25 of a customer's transactions", rounds, (lab) => lab.get(list)),
    await both('25 of all customers', rounds, (lab) => lab.get('/v1/customers')),
    await both('25 customers of a partner', rounds, (lab) => lab.get(`/v1/customers?partner_key=${PARTNER}`)),
    growing(await both('a round of the sweeper, when nothing waits', 3, (lab) => createSweep(lab.deps)())),
  ];
  for (const lab of [few, many]) lab.queue.length = 0;
  return compared;
};

export const byRowsTable = (compared: readonly Compared[], rows: number): Table & { readonly caption: string } => ({
  caption: `The ledger grows from 1,000 to ${rows.toLocaleString('en-US')} transactions, each ${ROWS_OF_ONE} of one customer. Read and write request units, exactly; milliseconds over the embedded DynamoDB, median (least – most).`,
  head: HEAD('1,000', rows.toLocaleString('en-US')),
  rows: compared.map(rowOf),
});
