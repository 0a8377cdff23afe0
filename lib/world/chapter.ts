import type { Agreement, Life, Payment, Person } from './person.ts';
import type { Millis, TeamAct, WireEvent } from './world.ts';

/** A part of a life that can be told by itself: one payment with all that becomes of it, one agreement, noise. */
export type Chapter = {
  readonly events: readonly WireEvent[];
  readonly payments?: readonly Payment[];
  readonly agreements?: readonly Agreement[];
  readonly lostRefunds?: readonly string[];
};

export const lifeOf = (chapters: readonly Chapter[], acts: readonly TeamAct[]): Life => ({
  events: chapters.flatMap(({ events }) => events).sort((a, b) => a.at - b.at),
  acts,
  payments: chapters.flatMap(({ payments }) => payments ?? []),
  agreements: chapters.flatMap(({ agreements }) => agreements ?? []),
  lostRefunds: chapters.flatMap(({ lostRefunds }) => lostRefunds ?? []),
});

/** The team tells its customer, and what at the provider is theirs. */
export const createCustomer = (person: Person, at: Millis, providerKeys: readonly string[]): TeamAct => ({
  at,
  kind: 'create_customer',
  key: person.customerKey,
  partnerKey: person.partnerKey,
  providerKeys,
});
