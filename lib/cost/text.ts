import { tableText } from '../cli/table.ts';
import { type Bill, byService, summaryOf } from './bill.ts';
import { hookledgerBill } from './hookledger.ts';
import { batchOf } from './parts.ts';
import { directBill, transactionalBill } from './peers.ts';
import { PRICED } from './prices.ts';
import type { Workload } from './workload.ts';

/** The bills that are set side by side, ours first. */
export const billsOf = (load: Workload): readonly [Bill, Bill, Bill] => [hookledgerBill(load), directBill(load), transactionalBill(load)];

export const dollars = (usd: number): string => usd.toFixed(2);

/** The bills of a month by service, side by side. */
export const costText = (load: Workload): string => {
  const bills = billsOf(load);
  const columns = [{ name: 'US$ A MONTH' }, ...bills.map(({ name }) => ({ name: name.toUpperCase(), align: 'right' as const }))];
  const sums = bills.map(byService);
  const services = [...new Set(sums.flatMap((sum) => [...sum.keys()]))];
  const rows = services.map((service) => [service, ...sums.map((sum) => dollars(sum.get(service) ?? 0))]);
  return [headline(load), '', tableText(columns, [...rows, ...summaryRows(bills, load)]), '', remark].join('\n');
};

const summaryRows = (bills: readonly Bill[], { eventsPerMonth }: Workload): readonly (readonly string[])[] => {
  const summaries = bills.map((bill) => summaryOf(bill, eventsPerMonth));
  return [
    ['Sum', ...summaries.map(({ total }) => dollars(total))],
    ['of it due without any event', ...summaries.map(({ fixed }) => dollars(fixed))],
    ['of it for what is kept', ...summaries.map(({ storage }) => dollars(storage))],
    ['A million events, all in', ...summaries.map(({ perMillion }) => dollars(perMillion))],
    ['to take a million in', ...summaries.map(({ takenIn }) => dollars(takenIn))],
  ];
};

const headline = (load: Workload): string =>
  `${load.eventsPerMonth.toLocaleString('en-US')} events a month of ${load.bodyBytes.toLocaleString('en-US')} bytes, ` +
  `${Math.round(load.payments * 100)} % payments, batches of ${batchOf(load).toFixed(1)}, after ${load.months} months; ` +
  `list prices of ${PRICED.region} on ${PRICED.on}, no free tier`;

const remark = 'Units of DynamoDB and bytes of logs are measured; durations and batches are assumed. docs/cost.md tells what, and how.';
