import { type Dated, earliest, joinOptional, known, newest } from './join.ts';
import type { AwaitedKey, CustomerKey, ProviderKey } from './keys.ts';
import type { Candidates } from './ledger-event.ts';
import type { Version } from './version.ts';

/** Whom a row may belong to, as far as its events told. Lives in the row, so that the row can be resolved again without them. */
export type CandidateFacts = {
  readonly explicit?: Dated<CustomerKey>;
  readonly inEvent?: Dated<CustomerKey>;
  readonly customerLink?: Dated<ProviderKey>;
  readonly subscriptionLink?: Dated<ProviderKey>;
};

/** One candidate: a customer key as it is, or a provider key whose claims tell the customer. */
export type Candidate =
  | { readonly kind: 'customer'; readonly customerKey: CustomerKey }
  | { readonly kind: 'link'; readonly providerKey: ProviderKey };

export const candidateFacts = (candidates: Candidates, version: Version): CandidateFacts => {
  const dated = <T>(value: T | undefined): Dated<T> | undefined => (value === undefined ? undefined : { value, version });
  return known({
    explicit: dated(candidates.explicit),
    inEvent: dated(candidates.inEvent),
    customerLink: dated(candidates.links.find((key) => !isSubscriptionKey(key))),
    subscriptionLink: dated(candidates.links.find(isSubscriptionKey)),
  });
};

const isSubscriptionKey = (key: ProviderKey): boolean => key.split(':', 2)[1] === 'subscription';

/** For a payment the customer inside its events is the one told earliest, for a subscription the newest. */
export const joinCandidates =
  (inEvent: 'earliest' | 'newest') =>
  (a: CandidateFacts, b: CandidateFacts): CandidateFacts =>
    known({
      explicit: joinOptional(newest<CustomerKey>)(a.explicit, b.explicit),
      inEvent: joinOptional(inEvent === 'earliest' ? earliest<CustomerKey> : newest<CustomerKey>)(a.inEvent, b.inEvent),
      customerLink: joinOptional(newest<ProviderKey>)(a.customerLink, b.customerLink),
      subscriptionLink: joinOptional(newest<ProviderKey>)(a.subscriptionLink, b.subscriptionLink),
    });

/** The candidates from best to last, each once. */
export const rankedCandidates = (facts: CandidateFacts): readonly Candidate[] => {
  const keys = [...new Set([facts.explicit?.value, facts.inEvent?.value])].filter((key) => key !== undefined);
  const links = [facts.customerLink?.value, facts.subscriptionLink?.value].filter((key) => key !== undefined);
  return [
    ...keys.map((customerKey) => ({ kind: 'customer', customerKey }) as const),
    ...links.map((providerKey) => ({ kind: 'link', providerKey }) as const),
  ];
};

/** The name under which a waiting entry stands for this candidate. */
export const awaitedKey = (candidate: Candidate): AwaitedKey =>
  candidate.kind === 'customer' ? `customer:${candidate.customerKey}` : `link:${candidate.providerKey}`;
