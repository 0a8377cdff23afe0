import { type CustomerFacts, joinCustomerFacts, NO_CUSTOMER_FACTS } from '../domain/customer.ts';
import { type Dated, known } from '../domain/join.ts';
import type { PartnerKey } from '../domain/keys.ts';
import type { Version } from '../domain/version.ts';
import { type FieldProblem, ProblemError } from './problem.ts';

/** What the team says of a customer; what it leaves out it does not contradict. */
export type TeamWords = {
  readonly partnerKey: PartnerKey | undefined;
  readonly email: string | undefined;
  readonly name: string | undefined;
};

/**
 * The facts with the team's new words in them. Throws a conflict when one contradicts an earlier word of the team itself: what
 * provider events told is no hindrance, the team's word beats it.
 */
export const withTeamWords = (facts: CustomerFacts, said: TeamWords, version: Version): CustomerFacts => {
  const contradicted: readonly FieldProblem[] = [
    ...contradiction('partner_key', facts.teamPartner, said.partnerKey),
    ...contradiction('email', facts.teamEmail, said.email),
    ...contradiction('name', facts.teamName, said.name),
  ];
  if (contradicted.length > 0) throw new ProblemError('conflict', 'The customer is there with other values', contradicted);
  const words = known({
    teamPartner: newWord(facts.teamPartner, said.partnerKey, version),
    teamEmail: newWord(facts.teamEmail, said.email, version),
    teamName: newWord(facts.teamName, said.name, version),
  });
  return joinCustomerFacts(facts, { ...NO_CUSTOMER_FACTS, ...words });
};

type Word<T> = Dated<T | null> | undefined;

const contradiction = <T>(field: string, earlier: Word<T>, said: T | undefined): readonly FieldProblem[] =>
  earlier === undefined || said === undefined || earlier.value === said
    ? []
    : [{ field, problem: 'is not what was said before; PATCH changes it' }];

/** Only what was not said before is new, so that a repeat changes nothing. */
const newWord = <T>(earlier: Word<T>, said: T | undefined, version: Version): Word<T> =>
  earlier === undefined && said !== undefined ? { value: said, version } : undefined;
