import { type Claim, isSameClaim, LATEST } from '../domain/claims.ts';
import type { CustomerKey, ProviderKey } from '../domain/keys.ts';
import type { Millis } from '../domain/ledger-event.ts';
import type { Version } from '../domain/version.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ClaimItem } from '../ledger/rows.ts';
import { type FieldProblem, ProblemError } from './problem.ts';

/** One provider key that the team claims, beside all that was claimed of it before. */
export type TeamClaim = { readonly item: ClaimItem; readonly history: readonly ClaimItem[] };

export type ClaimRequest = {
  readonly target: CustomerKey;
  readonly providerKeys: readonly ProviderKey[];
  /** Null: for all times. */
  readonly since: Millis | null;
  readonly version: Version;
};

export const readTeamClaims = (ledger: Ledger, { target, providerKeys, since, version }: ClaimRequest): Promise<readonly TeamClaim[]> =>
  Promise.all(
    providerKeys.map(async (providerKey) => ({
      item: { providerKey, claim: { target, from: since, by: 'team', version } satisfies Claim },
      history: await ledger.readClaims(providerKey, LATEST),
    })),
  );

/** The claims that are not there yet. Throws a conflict where the team gave the key to another customer from the same time on. */
export const newClaims = (claims: readonly TeamClaim[]): readonly ClaimItem[] => {
  const contradicted = claims.filter((claim) => ![undefined, claim.item.claim.target].includes(earlierWord(claim)));
  if (contradicted.length > 0) throw new ProblemError('conflict', 'A provider key is of another customer', contradicted.map(problemOf));
  return claims.filter((claim) => earlierWord(claim) === undefined).map(({ item }) => item);
};

/** Whom the team itself gave the key to from that time on. */
const earlierWord = ({ item, history }: TeamClaim): CustomerKey | undefined =>
  history.find(({ claim }) => isSameClaim(claim, item.claim))?.claim.target;

const problemOf = ({ item }: TeamClaim): FieldProblem => ({
  field: 'provider_keys',
  problem: `${item.providerKey} was given to another customer from the same time on; another "since" moves it`,
});
