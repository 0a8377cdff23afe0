import { type Dated, joinOptional, joinRecords, joinSets, known, newest } from './join.ts';
import type { PartnerKey, ProviderKey } from './keys.ts';
import type { CustomerEvent } from './ledger-event.ts';
import { compareText, compareVersions, olderOf, type Version } from './version.ts';

/** What is known of a customer, by provider events and by the team itself. */
export type CustomerFacts = {
  /** Every partner that was ever claimed, with its earliest claim. */
  readonly partners: Readonly<Record<string, Version>>;
  /** Every provider key that was ever claimed for the customer, sorted; the claims themselves say whose it is at a time. */
  readonly providerKeys: readonly ProviderKey[];
  readonly email?: Dated<string>;
  readonly name?: Dated<string>;
  /** The team's own newest words; null is the word "none". They beat what events tell. */
  readonly teamPartner?: Dated<PartnerKey | null>;
  readonly teamEmail?: Dated<string | null>;
  readonly teamName?: Dated<string | null>;
  /** The person was erased, for good: the key stays as a pseudonym, and whoever names the person again is not listened to. */
  readonly erased?: true;
};

/** The customer as people read it. */
export type CustomerView = {
  readonly partnerKey: PartnerKey | null;
  /** Partners that were claimed too and did not win. */
  readonly partnerConflicts: readonly PartnerKey[];
  /** Every provider key that was ever claimed for the customer, sorted. */
  readonly providerKeys: readonly ProviderKey[];
  readonly email: string | null;
  readonly name: string | null;
  readonly erased: boolean;
};

export const NO_CUSTOMER_FACTS: CustomerFacts = { partners: {}, providerKeys: [] };
/** All that a team says when it has a person erased. */
export const ERASED_CUSTOMER_FACTS: CustomerFacts = { ...NO_CUSTOMER_FACTS, erased: true };

export const customerFacts = (event: CustomerEvent): CustomerFacts => {
  const version = { ...event.version, at: event.receivedAt ?? event.version.at };
  return known({
    partners: event.partnerKey === undefined ? {} : { [event.partnerKey]: version },
    providerKeys: joinSets(event.links, []),
    email: event.email === undefined ? undefined : { value: event.email, version },
    name: event.name === undefined ? undefined : { value: event.name, version },
  });
};

export const joinCustomerFacts = (a: CustomerFacts, b: CustomerFacts): CustomerFacts =>
  known({
    partners: joinRecords(olderOf)(a.partners, b.partners),
    providerKeys: joinSets(a.providerKeys, b.providerKeys),
    teamPartner: joinOptional(newest<PartnerKey | null>)(a.teamPartner, b.teamPartner),
    ...joinPersons(a, b),
  });

type PersonFacts = Pick<CustomerFacts, 'email' | 'name' | 'teamEmail' | 'teamName' | 'erased'>;

/** Once erased, nothing of the person is kept, whichever side tells it: so a late event brings no name back. */
const joinPersons = (a: PersonFacts, b: PersonFacts): PersonFacts =>
  a.erased === true || b.erased === true
    ? { erased: true }
    : known({
        email: joinOptional(newest<string>)(a.email, b.email),
        name: joinOptional(newest<string>)(a.name, b.name),
        teamEmail: joinOptional(newest<string | null>)(a.teamEmail, b.teamEmail),
        teamName: joinOptional(newest<string | null>)(a.teamName, b.teamName),
      });

/** Partner: the team's newest word, else the earliest claim. */
export const viewCustomer = (facts: CustomerFacts): CustomerView => {
  const claimed = Object.entries(facts.partners).sort(([a, x], [b, y]) => compareVersions(x, y) || compareText(a, b));
  const partnerKey = facts.teamPartner === undefined ? ((claimed[0]?.[0] ?? null) as PartnerKey | null) : facts.teamPartner.value;
  return {
    partnerKey,
    partnerConflicts: claimed.map(([key]) => key as PartnerKey).filter((key) => key !== partnerKey),
    providerKeys: facts.providerKeys,
    email: facts.teamEmail === undefined ? (facts.email?.value ?? null) : facts.teamEmail.value,
    name: facts.teamName === undefined ? (facts.name?.value ?? null) : facts.teamName.value,
    erased: facts.erased === true,
  };
};
