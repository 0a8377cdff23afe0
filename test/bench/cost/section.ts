import { byService, summaryOf } from '../../../lib/cost/bill.ts';
import { billsOf, dollars } from '../../../lib/cost/text.ts';
import { USUAL, type Workload } from '../../../lib/cost/workload.ts';
import type { Findings, Section } from '../section.ts';

const MILLION = 1e6;
/** US dollars to take a million events in: 40 % payments, 2.2 KB each, archive and index included. */
const MARK = 4;

/** Ten deliveries in a batch, as they come at some fifty a second; and batches as they come at a million a month. */
const FULL: Workload = { ...USUAL, eventsPerMonth: MILLION, batch: 10 };
const ALONE: Workload = { ...USUAL, eventsPerMonth: MILLION };

const measure = async (): Promise<Findings> => {
  const [full, alone] = [billsOf(FULL), billsOf(ALONE)];
  const ours = summaryOf(full[0], MILLION).takenIn;
  return {
    goals: [
      {
        text: 'a million events of which 40 % are payments cost at most 4.00 $, archive and index included, in full batches',
        seen: `${dollars(ours)} $`,
        reached: ours <= MARK,
      },
    ],
    tables: [
      {
        caption: 'US dollars to take a million events in, without what is fixed and what is kept.',
        head: ['shape', 'full batches', 'one delivery a batch'],
        rows: full.map((bill, at) => [
          bill.name,
          dollars(summaryOf(bill, MILLION).takenIn),
          dollars(summaryOf(alone[at] ?? bill, MILLION).takenIn),
        ]),
      },
      {
        caption: 'The month of a million events in full batches by service, all in, in US dollars.',
        head: ['service', ...full.map(({ name }) => name)],
        rows: [...byService(full[0]).keys()].map((service) => [service, ...full.map((bill) => dollars(byService(bill).get(service) ?? 0))]),
      },
    ],
  };
};

export const cost: Section = { id: 'cost', title: 'What a million events cost', measure };
