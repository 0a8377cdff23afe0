import { ASSUMED } from './assumptions.ts';
import { byService, summaryOf } from './bill.ts';
import { PRICED, PRICES } from './prices.ts';
import { billsOf, dollars } from './text.ts';
import { USUAL, type Workload } from './workload.ts';

const VOLUMES = [1e5, 1e6, 1e8] as const;
const NAMES = VOLUMES.map((events) => `10^${Math.log10(events)}`);

/** The tables of docs/cost.md. */
export const pageTables = (): string => [oursTable(), '', besideTable(), '', pricesTable(), '', assumedTable()].join('\n');

const loadOf = (eventsPerMonth: number, over: Partial<Workload> = {}): Workload => ({ ...USUAL, eventsPerMonth, ...over });

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const head = (cells: readonly string[]): readonly string[] => [row(cells), row(cells.map((_, at) => (at === 0 ? '---' : '---:')))];

/** What we cost, by service and volume. */
const oursTable = (): string => {
  const sums = VOLUMES.map((events) => {
    const [ours] = billsOf(loadOf(events));
    return { services: byService(ours), summary: summaryOf(ours, events) };
  });
  const [first] = sums;
  const services = [...(first?.services.keys() ?? [])];
  return [
    `US dollars a month, list prices of ${PRICED.region} on ${PRICED.on}:`,
    '',
    ...head(['events a month', ...NAMES]),
    ...services.map((service) => row([service, ...sums.map((sum) => dollars(sum.services.get(service) ?? 0))])),
    row(['**sum**', ...sums.map(({ summary }) => `**${dollars(summary.total)}**`)]),
    row(['of it due without any event', ...sums.map(({ summary }) => dollars(summary.fixed))]),
    row(['of it for what is kept', ...sums.map(({ summary }) => dollars(summary.storage))]),
    row(['a million events, all in', ...sums.map(({ summary }) => dollars(summary.perMillion))]),
    row(['to take a million in', ...sums.map(({ summary }) => dollars(summary.takenIn))]),
  ].join('\n');
};

/** The others beside us: what it costs to take a million events in, as batches are and with full ones. */
const besideTable = (): string => {
  const cells = (over: Partial<Workload>) =>
    VOLUMES.map((events) => billsOf(loadOf(events, over)).map((bill) => dollars(summaryOf(bill, events).takenIn)));
  const [now, full] = [cells({}), cells({ batch: 10 })];
  return [
    'To take a million events in, in US dollars, without what is fixed and what is kept:',
    '',
    ...head(['shape', ...NAMES.map((name) => `at ${name}`), 'with full batches, at 10^6']),
    ...billsOf(USUAL).map(({ name }, at) => row([name, ...now.map((bills) => bills[at] ?? ''), full[1]?.[at] ?? ''])),
  ].join('\n');
};

const pricesTable = (): string =>
  [
    `List prices of ${PRICED.region}, ${PRICED.on}:`,
    '',
    '| US$ | for a million, or one | from |',
    '| ---: | --- | --- |',
    ...Object.values(PRICES).map(({ usd, unit, source }) =>
      usd < 0.001 ? row([(usd * 1e6).toPrecision(4), `million: ${unit}`, `<${source}>`]) : row([usd.toFixed(2), unit, `<${source}>`]),
    ),
  ].join('\n');

const assumedTable = (): string =>
  [
    'Assumed, not measured on AWS:',
    '',
    '| what | value |',
    '| --- | ---: |',
    row(['memory of each function', `${ASSUMED.memoryGb * 1024} MB`]),
    row(['a run of ingest', `${ASSUMED.ingestMs} ms`]),
    row(['a batch in the processor', `${ASSUMED.batchMs} ms and ${ASSUMED.deliveryMs} ms for each delivery`]),
    row(['deliveries in a batch', `what comes in ${ASSUMED.gatherSeconds} s, 1 to 10`]),
    row(['empty polls', `${ASSUMED.pollers} of ${ASSUMED.pollSeconds} s at a time`]),
    row(['a run of the sweeper', `${ASSUMED.sweepMs} ms, ${ASSUMED.sweepUnits.write} write and ${ASSUMED.sweepUnits.read} read units`]),
    row(['metrics of ours', `${ASSUMED.metricsPerProvider} for each provider and ${ASSUMED.metricsOfAll}`]),
  ].join('\n');
