import type { Table } from '../section.ts';
import { spreadOf, spreadText } from '../stats.ts';
import { NEW } from './by-rows.ts';
import { aCharge } from './deliveries.ts';
import type { Lab } from './lab.ts';
import { claimItemOf } from './rows.ts';

/** Customers whose provider told them so often, each time with the key. */
const TOLD = [1, 10, 100, 1_000].map((claims, at) => ({ claims, customer: 8_000_001 + at }));

export const claimItems = () =>
  TOLD.flatMap(({ claims, customer }) =>
    Array.from({ length: claims }, (_, at) => claimItemOf({ customer, serial: customer * 1_000 + at })),
  );

/** A payment reads every claim of its link. */
export const measureByClaims = async (lab: Lab, rounds: number): Promise<Table & { readonly caption: string }> => {
  const seen = TOLD.map((told) => ({ ...told, read: 0, write: 0, ms: [] as number[] }));
  for (let round = 0; round <= rounds; round += 1) {
    for (const one of seen) {
      lab.taken();
      const startedAt = performance.now();
      await lab.process(aCharge({ serial: one.customer * NEW + round, customer: one.customer }));
      if (round > 0) one.ms.push(performance.now() - startedAt);
      Object.assign(one, lab.taken());
    }
  }
  return {
    caption: 'A payment whose link was claimed so often. Each event of a customer that carries the key adds a claim.',
    head: ['claims', 'read units', 'write units', 'ms'],
    rows: seen.map(({ claims, read, write, ms }) => [String(claims), String(read), String(write), spreadText(spreadOf(ms))]),
  };
};
