import { canonicalJson } from '../domain/canonical-json.ts';
import { type CustomerFacts, joinCustomerFacts, NO_CUSTOMER_FACTS } from '../domain/customer.ts';
import type { AwaitedKey, CustomerKey, ProviderKey } from '../domain/keys.ts';
import type { Millis } from '../domain/ledger-event.ts';
import { RANK, type Version } from '../domain/version.ts';
import type { Put } from '../ledger/ledger.ts';
import { releaseKeys } from '../ledger/release-keys.ts';
import { retryConflicts } from '../ledger/retry-conflicts.ts';
import type { ClaimItem, CustomerItem, ReleaseJob } from '../ledger/rows.ts';
import type { ApiDeps } from './deps.ts';
import { refuseErased } from './refuse.ts';
import { newClaims, readTeamClaims, type TeamClaim } from './team-claims.ts';
import { type TeamWords, withTeamWords } from './team-words.ts';

export type CustomerRequest = {
  readonly key: CustomerKey;
  readonly said: TeamWords;
  /** Each once. */
  readonly providerKeys: readonly ProviderKey[];
  readonly since: Millis | null;
};

type Saved = { readonly customer: CustomerItem; readonly created: boolean };

/**
 * Writes what the team says of a customer, its claims and the job that tells whoever it concerns, all or nothing; then sends the
 * job. When the process ends in between, the sweeper finds the job; and a caller who got no answer asks again, so a call that says nothing
 * new tells those who wait all the same.
 */
export const saveCustomer = async (deps: ApiDeps, request: CustomerRequest): Promise<Saved> => {
  const { job, isRepeat, ...saved } = await retryConflicts(Math.random, () => writeCustomer(deps, request));
  if (job !== undefined) await deps.work.send({ kind: 'release_job', id: job.id });
  if (isRepeat) await releaseKeys(deps, [`customer:${request.key}`, ...request.providerKeys.map(linkOf)]);
  return saved;
};

const writeCustomer = async (deps: ApiDeps, { key, said, providerKeys, since }: CustomerRequest) => {
  const version: Version = { at: deps.clock().getTime(), rank: RANK.updated, id: deps.newId() };
  const [stored, claims] = await Promise.all([
    deps.ledger.readCustomer(key),
    readTeamClaims(deps.ledger, { target: key, providerKeys, since, version }),
  ]);
  if (stored !== undefined) refuseErased(stored);
  const facts = withTeamWords(stored?.facts ?? NO_CUSTOMER_FACTS, said, version);
  const added = newClaims(claims);
  const told = joinCustomerFacts(facts, { ...NO_CUSTOMER_FACTS, providerKeys });
  const isRepeat = stored !== undefined && added.length === 0 && canonicalJson(told) === canonicalJson(stored.facts);
  const customer = isRepeat ? stored : nextCustomer(key, stored, told, version.at);
  const job = releaseJob(stored === undefined ? [`customer:${key}`] : [], claims, version);
  if (!isRepeat) await deps.ledger.write(putsOf(customer, added, job));
  return { customer, created: stored === undefined, job, isRepeat };
};

const nextCustomer = (key: CustomerKey, stored: CustomerItem | undefined, facts: CustomerFacts, now: Millis): CustomerItem =>
  stored === undefined ? { key, version: 0, facts, eventKeys: [], createdAt: now, updatedAt: now } : { ...stored, facts, updatedAt: now };

/** A job for the keys that become known by the write, and for the rows that they concern; none when there is nothing to do. */
const releaseJob = (customers: readonly AwaitedKey[], claims: readonly TeamClaim[], { at, id }: Version): ReleaseJob | undefined => {
  const added = newClaims(claims);
  const keys = [...customers, ...added.map(({ providerKey }) => linkOf(providerKey))];
  return keys.length === 0 ? undefined : { id, keys, createdAt: at };
};

const linkOf = (key: ProviderKey): AwaitedKey => `link:${key}`;

/** A claim travels with its customer, new or not: a link proves that its customer is there. */
const putsOf = (customer: CustomerItem, claims: readonly ClaimItem[], job: ReleaseJob | undefined): readonly Put[] => [
  { kind: 'customer', item: customer },
  ...claims.map((item) => ({ kind: 'claim', item }) as const),
  ...(job === undefined ? [] : [{ kind: 'release_job', item: job } as const]),
];
