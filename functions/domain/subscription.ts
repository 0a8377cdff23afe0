import { type CandidateFacts, candidateFacts, joinCandidates } from './candidates.ts';
import { type Dated, type Join, joinOptional, joinRecords, known, minimum } from './join.ts';
import type { Millis, SubscriptionEvent, SubscriptionStatus, Told } from './ledger-event.ts';
import { joinRegisters, type Register, register, registerValue } from './register.ts';
import { newerOf } from './version.ts';

export type StatusWords = { readonly status: SubscriptionStatus; readonly providerStatus: string };

/** The newest value of each field, field by field: an event that does not tell the plan leaves it. */
export type SubscriptionFacts = {
  readonly status?: Register<StatusWords>;
  readonly planKey?: Register<string | null>;
  readonly quantity?: Register<number | null>;
  readonly currentPeriodStart?: Register<Millis | null>;
  readonly currentPeriodEnd?: Register<Millis | null>;
  readonly canceledAt?: Register<Millis | null>;
  readonly components: Readonly<Record<string, Register<string>>>;
  /** The time of the newest event: the owner is the link as of then. */
  readonly occurredAt: Dated<Millis>;
  readonly candidates: CandidateFacts;
};

export type SubscriptionView = {
  readonly status: SubscriptionStatus | null;
  readonly providerStatus: string | null;
  readonly planKey: string | null;
  readonly quantity: number | null;
  readonly components: Readonly<Record<string, string>>;
  readonly currentPeriodStart: Millis | null;
  readonly currentPeriodEnd: Millis | null;
  readonly canceledAt: Millis | null;
  readonly occurredAt: Millis;
};

export const subscriptionFacts = (event: SubscriptionEvent): SubscriptionFacts => {
  const told = <T>(field: Told<T> | undefined): Register<T> | undefined =>
    field === undefined ? undefined : register(field, event.version, event.receivedAt);
  return known({
    status: told(event.status),
    planKey: told(event.planKey),
    quantity: told(event.quantity),
    currentPeriodStart: told(event.currentPeriodStart),
    currentPeriodEnd: told(event.currentPeriodEnd),
    canceledAt: told(event.canceledAt),
    components: componentRegisters(event),
    occurredAt: { value: event.occurredAt ?? event.receivedAt ?? event.version.at, version: event.version },
    candidates: candidateFacts(event.candidates, event.version),
  });
};

const componentRegisters = ({ components = {}, version, receivedAt }: SubscriptionEvent): Readonly<Record<string, Register<string>>> =>
  Object.fromEntries(Object.entries(components).map(([id, value]) => [id, register({ value }, version, receivedAt)]));

export const joinSubscriptionFacts = (a: SubscriptionFacts, b: SubscriptionFacts): SubscriptionFacts =>
  known({
    status: joinOptional(joinRegisters<StatusWords>)(a.status, b.status),
    planKey: joinOptional(joinRegisters<string | null>)(a.planKey, b.planKey),
    quantity: joinOptional(joinRegisters<number | null>)(a.quantity, b.quantity),
    currentPeriodStart: joinOptional(joinRegisters<Millis | null>)(a.currentPeriodStart, b.currentPeriodStart),
    currentPeriodEnd: joinOptional(joinRegisters<Millis | null>)(a.currentPeriodEnd, b.currentPeriodEnd),
    canceledAt: joinOptional(joinRegisters<Millis | null>)(a.canceledAt, b.canceledAt),
    components: joinRecords(joinRegisters<string>)(a.components, b.components),
    occurredAt: joinOccurrences(a.occurredAt, b.occurredAt),
    candidates: joinCandidates('newest')(a.candidates, b.candidates),
  });

/** Of the newest instant and rank the earliest time: an event without a time was received once first, and then perhaps again. */
const joinOccurrences: Join<Dated<Millis>> = (a, b) => {
  const order = a.version.at - b.version.at || a.version.rank - b.version.rank;
  if (order !== 0) return order > 0 ? a : b;
  return { value: minimum(a.value, b.value), version: newerOf(a.version, b.version) };
};

export const viewSubscription = (facts: SubscriptionFacts): SubscriptionView => {
  const status = facts.status === undefined ? undefined : registerValue(facts.status);
  return {
    status: status?.status ?? null,
    providerStatus: status?.providerStatus ?? null,
    planKey: current(facts.planKey),
    quantity: current(facts.quantity),
    components: Object.fromEntries(Object.entries(facts.components).map(([id, quantity]) => [id, registerValue(quantity)])),
    currentPeriodStart: current(facts.currentPeriodStart),
    currentPeriodEnd: current(facts.currentPeriodEnd),
    canceledAt: current(facts.canceledAt),
    occurredAt: facts.occurredAt.value,
  };
};

const current = <T>(field: Register<T | null> | undefined): T | null => (field === undefined ? null : registerValue(field));
