import { PRICES, type PriceName } from './prices.ts';

/** What is kept grows with the months, not with the events of one. */
export const STORAGE = 'DynamoDB storage';

/** One line of a bill, for a month. What is fixed is due without a single event. */
export type Line = {
  readonly service: string;
  readonly what: string;
  readonly price: PriceName;
  readonly units: number;
  readonly usd: number;
  readonly fixed: boolean;
};

export type Bill = { readonly name: string; readonly lines: readonly Line[] };

type LineFor = (service: string, what: string, price: PriceName, units: number) => Line;

/** A line that grows with the events. */
export const perEvent: LineFor = (service, what, price, units) => lineOf(service, what, price, units, false);

/** A line that does not. */
export const standing: LineFor = (service, what, price, units) => lineOf(service, what, price, units, true);

const lineOf = (service: string, what: string, price: PriceName, units: number, fixed: boolean): Line => ({
  ...{ service, what, price, units, fixed },
  usd: units * PRICES[price].usd,
});

export const totalOf = (lines: readonly Line[]): number => lines.reduce((sum, { usd }) => sum + usd, 0);

/** Sums by service, in the order of the bill. */
export const byService = ({ lines }: Bill): ReadonlyMap<string, number> => {
  const sums = new Map<string, number>();
  for (const { service, usd } of lines) sums.set(service, (sums.get(service) ?? 0) + usd);
  return sums;
};

/** In dollars. The first three are of the month; the last two of a million events, everything in, and without what is fixed or kept. */
export type Summary = {
  readonly total: number;
  readonly fixed: number;
  readonly storage: number;
  readonly perMillion: number;
  readonly takenIn: number;
};

export const summaryOf = ({ lines }: Bill, eventsPerMonth: number): Summary => {
  const total = totalOf(lines);
  const fixed = totalOf(lines.filter((line) => line.fixed));
  const storage = totalOf(lines.filter(({ service }) => service === STORAGE));
  const millions = eventsPerMonth / 1e6;
  return { total, fixed, storage, perMillion: total / millions, takenIn: (total - fixed - storage) / millions };
};
