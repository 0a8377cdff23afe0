import { LATEST } from '../domain/claims.ts';
import type { LedgerEvent } from '../domain/ledger-event.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Reading } from './reading.ts';
import { customerKeysOf } from './record-event.ts';

type Named = Pick<Reading, 'customerKeys' | 'ledgerEvents'>;
type Customers = Pick<Ledger, 'readCustomer' | 'readClaims'>;

/**
 * The ledger, with an eye on whether an erased customer is met in it: by key, or by a link that was ever its own. To resolve whose an
 * event is asks for both, strongly, so that looking costs nothing more.
 */
export const watchErased = <L extends Customers>(ledger: L): { readonly ledger: L; readonly met: () => boolean } => {
  let met = false;
  const watched: Customers = {
    readCustomer: async (key) => {
      const customer = await ledger.readCustomer(key);
      met ||= customer?.facts.erased === true;
      return customer;
    },
    readClaims: async (providerKey, upTo) => {
      const claims = await ledger.readClaims(providerKey, upTo);
      met ||= claims.some(({ erased }) => erased === true);
      return claims;
    },
  };
  return { ledger: { ...ledger, ...watched }, met: () => met };
};

/** Whether a reading names an erased customer; for what of it nobody brings into the ledger. */
export const nameErased = async (ledger: Customers, reading: Named): Promise<boolean> => {
  const watch = watchErased(ledger);
  await Promise.all([
    ...customerKeysOf(reading).map(watch.ledger.readCustomer),
    ...linksOf(reading.ledgerEvents).map((link) => watch.ledger.readClaims(link, LATEST)),
  ]);
  return watch.met();
};

const linksOf = (events: readonly LedgerEvent[]) =>
  events.flatMap((event) => {
    if (event.kind === 'customer') return event.links;
    return event.kind === 'payment' || event.kind === 'subscription' ? event.candidates.links : [];
  });
