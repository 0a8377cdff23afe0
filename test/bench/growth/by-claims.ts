import type { Delivery } from '../../../functions/ingest/delivery.ts';
import type { Goal, Table } from '../section.ts';
import { NEW } from './by-rows.ts';
import { aCharge, aCustomerUpdate } from './deliveries.ts';
import type { Lab, Taken } from './lab.ts';
import { claimItemOf } from './rows.ts';

/** Customers whose provider told them so often, each time with the key. */
const TOLD = [1, 10, 20, 100, 1_000].map((claims, at) => ({ claims, customer: 8_000_001 + at }));

export const claimItems = () =>
  TOLD.flatMap(({ claims, customer }) =>
    Array.from({ length: claims }, (_, at) => claimItemOf({ customer, serial: customer * 1_000 + at })),
  );

/** What a payment by a link takes, and then its customer told anew, where the link was claimed so often. */
export const measureByClaims = async (lab: Lab): Promise<{ readonly goal: Goal; readonly table: Table & { readonly caption: string } }> => {
  const took = async (delivery: Delivery): Promise<Taken> => {
    lab.taken();
    await lab.process(delivery);
    return lab.taken();
  };
  const rows: (readonly string[])[] = [];
  // The very first payment of a ledger makes a choice that holds for all others.
  await took(aCharge({ serial: NEW, customer: 0 }));
  for (const { claims, customer } of TOLD) {
    const payment = await took(aCharge({ serial: customer * NEW, customer }));
    const anew = await took(aCustomerUpdate({ serial: customer * NEW + 1, customer }));
    rows.push([claims, payment.read, payment.requests, anew.read, anew.requests].map(String));
  }
  const [hundred, thousand] = rows.slice(-2).map(([, payment, , anew]) => `${payment} and ${anew} read units`);
  return {
    goal: {
      text: 'a payment by a link, and a customer told anew, take no more at 1,000 claims than at 100',
      reached: hundred === thousand,
      seen: `${thousand}; at 100 ${hundred}`,
    },
    table: {
      caption:
        'A payment whose link was claimed so often, and then its customer told anew. Each event of a customer that carries the key adds a claim.',
      head: ['claims', 'payment: read units', 'requests', 'customer: read units', 'requests'],
      rows,
    },
  };
};
