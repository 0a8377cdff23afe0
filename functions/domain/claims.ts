import type { CustomerKey } from './keys.ts';
import type { Millis } from './ledger-event.ts';
import { compareText, compareVersions, type Version } from './version.ts';

/** A dated statement that a provider key belongs to a customer. Claims are kept side by side and never overwritten. */
export type Claim = {
  readonly target: CustomerKey;
  /** In force from then on; null: from the beginning. */
  readonly from: Millis | null;
  readonly by: 'team' | 'event';
  readonly version: Version;
};

/** After every claim that has a time. */
export const LATEST: Millis = Number.MAX_SAFE_INTEGER;

/**
 * The claims that answer as all of them would: whose the key was at a time, or whether a claim is there and what it contests; and which
 * targets there are. Of the claims that events made for a target these are the first one and the last one up to there, because within a
 * target no other one decides anything; those of the team are all among them.
 */
export const claimsUpTo = <Item extends { readonly claim: Claim }>(items: readonly Item[], upTo: Millis | Claim): readonly Item[] => {
  const ofEvents = items.filter(({ claim }) => claim.by === 'event').sort((a, b) => compareInTime(a.claim, b.claim));
  const byTarget = [...Map.groupBy(ofEvents, ({ claim }) => claim.target).values()];
  const ends = new Set(byTarget.flatMap((claims) => [claims[0], claims.findLast(({ claim }) => isUpTo(claim, upTo))]));
  return items.filter((item) => item.claim.by === 'team' || ends.has(item));
};

const isUpTo = (claim: Claim, upTo: Millis | Claim): boolean =>
  typeof upTo === 'number' ? startOf(claim) <= upTo : compareInTime(claim, upTo) <= 0;

/** Whether both are one claim, told twice. The team has one word for one time, whatever the word is. */
export const isSameClaim = (a: Claim, b: Claim): boolean =>
  a.by === b.by && a.from === b.from && (a.by === 'team' || (a.target === b.target && compareVersions(a.version, b.version) === 0));

/**
 * Whose the provider key was at a time: the claim in force then, the team's word before an event's; when nothing was claimed yet,
 * the first claim. Undefined when there is no claim at all.
 */
export const claimInForce = (claims: readonly Claim[], at: Millis): CustomerKey | undefined => {
  const ordered = [...claims].sort(compareClaims);
  const inForce = ordered.filter((claim) => startOf(claim) <= at);
  const claim = inForce.findLast(({ by }) => by === 'team') ?? inForce.at(-1) ?? ordered[0];
  return claim?.target;
};

/**
 * From which time on payments may have to change hands because of a claim: undefined while the provider key has one target only,
 * null for all times. What was paid before the first claim of all follows that claim too.
 */
export const contestedFrom = (claim: Claim, others: readonly Claim[]): Millis | null | undefined => {
  if (claimTargets([...others, claim]).length < 2) return undefined;
  return others.some((other) => startOf(other) < startOf(claim)) ? claim.from : null;
};

/** The customers that a provider key was ever claimed for; more than one is a conflict to show and to count. */
export const claimTargets = (claims: readonly Claim[]): readonly CustomerKey[] => [...new Set(claims.map(({ target }) => target))].sort();

const startOf = (claim: Claim): number => claim.from ?? Number.NEGATIVE_INFINITY;

const compareClaims = (a: Claim, b: Claim): number => compareInTime(a, b) || compareText(a.target, b.target);

const compareInTime = (a: Claim, b: Claim): number => compareStarts(startOf(a), startOf(b)) || compareVersions(a.version, b.version);

/** Not a difference: two beginnings would give NaN. */
const compareStarts = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);
