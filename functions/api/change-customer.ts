import { sameJson } from '../domain/canonical-json.ts';
import { joinCustomerFacts, NO_CUSTOMER_FACTS } from '../domain/customer.ts';
import { type Dated, known } from '../domain/join.ts';
import type { CustomerKey, PartnerKey } from '../domain/keys.ts';
import { RANK, type Version } from '../domain/version.ts';
import { retryConflicts } from '../ledger/retry-conflicts.ts';
import type { CustomerItem } from '../ledger/rows.ts';
import { readCustomer } from './customers.ts';
import type { ApiDeps } from './deps.ts';
import { refuseErased } from './refuse.ts';

/** The team's new words; null is the word "none", and what is left out stays as it was. */
export type CustomerChange = {
  readonly partnerKey: PartnerKey | null | undefined;
  readonly email: string | null | undefined;
  readonly name: string | null | undefined;
};

/** The customer with the team's new words, which replace its earlier ones. Throws a 404, and a conflict when it was erased. */
export const changeCustomer = (deps: ApiDeps, key: CustomerKey, said: CustomerChange): Promise<CustomerItem> =>
  retryConflicts(Math.random, async () => {
    const stored = await readCustomer(deps.ledger, key);
    refuseErased(stored);
    const now = deps.clock().getTime();
    const word = <T>(earlier: Word<T>, value: T | undefined) => nextWord(earlier, value, { at: now, rank: RANK.updated, id: deps.newId() });
    const words = known({
      teamPartner: word(stored.facts.teamPartner, said.partnerKey),
      teamEmail: word(stored.facts.teamEmail, said.email),
      teamName: word(stored.facts.teamName, said.name),
    });
    const facts = joinCustomerFacts(stored.facts, { ...NO_CUSTOMER_FACTS, ...words });
    if (sameJson(facts, stored.facts)) return stored;
    const customer = { ...stored, facts, updatedAt: now };
    await deps.ledger.write([{ kind: 'customer', item: customer }]);
    return customer;
  });

type Word<T> = Dated<T> | undefined;

/** Newer than the word before it, whatever the clocks say: the words of a team are in the order in which they were accepted. */
const nextWord = <T>(earlier: Word<T>, value: T | undefined, version: Version): Word<T> => {
  if (value === undefined || earlier?.value === value) return undefined;
  return { value, version: earlier === undefined ? version : { ...version, at: Math.max(version.at, earlier.version.at + 1) } };
};
