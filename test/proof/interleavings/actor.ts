import { saveCustomer } from '../../../functions/api/save-customer.ts';
import { customerKey, type ProviderKey } from '../../../functions/domain/keys.ts';
import type { LedgerEvent } from '../../../functions/domain/ledger-event.ts';
import type { Delivery } from '../../../functions/ingest/delivery.ts';
import type { Ledger } from '../../../functions/ledger/ledger.ts';
import type { Work, WorkQueue } from '../../../functions/ledger/work.ts';
import { processWork } from '../../../functions/process/process-work.ts';
import { createSweep } from '../../../functions/process/sweep.ts';
import { at } from '../../support/ledger-events.ts';
import { createTestProcessor, eventOf, NOW } from '../../support/processor.ts';
import { apiOver } from '../orders/team.ts';

/** All by which a process reaches the others. */
export type Doors = { readonly ledger: Ledger; readonly work: WorkQueue; readonly newToken: () => string };

/** One process with one thing to do: the product's own code, which sees nothing but its doors. */
export type Actor = {
  /** No other process of a schedule has it. */
  readonly name: string;
  /** A message comes again when its process ends in the middle; nobody repeats a call of the API, nor a run of the sweeper. */
  readonly kind: 'message' | 'caller' | 'sweeper';
  /** Begins when nothing else is left to do: the queue delays it longer than all that takes. */
  readonly isDelayed: boolean;
  readonly run: (doors: Doors) => Promise<unknown>;
  /** The delivery that it works on, if it does. */
  readonly delivery?: Delivery;
};

/** By then the sweeper gives up entries that no row claims. */
const AFTER_ALL_WAITING = 20 * 86_400_000;
/** By then what the API left behind is old enough for the sweeper, and nothing else is. */
const SOON = 6 * 60_000;

/** The processor with one delivery: an event of these ledger events. */
export const processes = (name: string, ...events: readonly [LedgerEvent, ...LedgerEvent[]]): Actor => {
  const delivery = eventOf(...events);
  const run = ({ ledger, ...doors }: Doors) => createTestProcessor(ledger, doors).processDelivery(delivery);
  return { name, kind: 'message', isDelayed: false, run, delivery };
};

/** The processor with a piece of work. */
export const worksOff = (name: string, work: Work, isDelayed = false): Actor => ({
  name,
  kind: 'message',
  isDelayed,
  run: ({ ledger, ...doors }) => processWork(createTestProcessor(ledger, doors).deps, work),
});

type Words = { readonly customer: string; readonly links: readonly ProviderKey[]; readonly sinceSecond?: number };

/** The API with a call of the team: these links are this customer's. */
export const says = (name: string, { customer, links, sinceSecond }: Words): Actor => ({
  name,
  kind: 'caller',
  isDelayed: false,
  run: ({ ledger, work }) =>
    saveCustomer(
      { ...apiOver(ledger), work, clock: () => NOW, newId: () => name },
      {
        key: customerKey(customer),
        said: { partnerKey: undefined, email: undefined, name: undefined },
        providerKeys: links,
        since: sinceSecond === undefined ? null : at(sinceSecond),
      },
    ),
});

/** One run of the sweeper: while the others are at work, or long after. */
export const sweeps = (name: string, when: 'soon' | 'long after'): Actor => {
  const clock = () => new Date(NOW.getTime() + (when === 'soon' ? SOON : AFTER_ALL_WAITING));
  const run = ({ ledger, ...doors }: Doors) => createSweep({ ...createTestProcessor(ledger, doors).deps, clock })();
  return { name, kind: 'sweeper', isDelayed: false, run };
};
