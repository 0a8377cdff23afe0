import { type CandidateFacts, candidateFacts, joinCandidates } from './candidates.ts';
import { type Dated, joinOptional, joinRecords, known, newest } from './join.ts';
import type { Millis, SubscriptionEvent, SubscriptionStatus, Told } from './ledger-event.ts';
import { joinRegisters, type Register, register, registerValue } from './register.ts';
import type { Version } from './version.ts';

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
    field === undefined ? undefined : register(field, event.version);
  return known({
    status: told(event.status),
    planKey: told(event.planKey),
    quantity: told(event.quantity),
    currentPeriodStart: told(event.currentPeriodStart),
    currentPeriodEnd: told(event.currentPeriodEnd),
    canceledAt: told(event.canceledAt),
    components: componentRegisters(event.components ?? {}, event.version),
    occurredAt: { value: event.occurredAt, version: event.version },
    candidates: candidateFacts(event.candidates, event.version),
  });
};

const componentRegisters = (components: Readonly<Record<string, string>>, version: Version): Readonly<Record<string, Register<string>>> =>
  Object.fromEntries(Object.entries(components).map(([id, value]) => [id, register({ value }, version)]));

export const joinSubscriptionFacts = (a: SubscriptionFacts, b: SubscriptionFacts): SubscriptionFacts =>
  known({
    status: joinOptional(joinRegisters<StatusWords>)(a.status, b.status),
    planKey: joinOptional(joinRegisters<string | null>)(a.planKey, b.planKey),
    quantity: joinOptional(joinRegisters<number | null>)(a.quantity, b.quantity),
    currentPeriodStart: joinOptional(joinRegisters<Millis | null>)(a.currentPeriodStart, b.currentPeriodStart),
    currentPeriodEnd: joinOptional(joinRegisters<Millis | null>)(a.currentPeriodEnd, b.currentPeriodEnd),
    canceledAt: joinOptional(joinRegisters<Millis | null>)(a.canceledAt, b.canceledAt),
    components: joinRecords(joinRegisters<string>)(a.components, b.components),
    occurredAt: newest(a.occurredAt, b.occurredAt),
    candidates: joinCandidates('newest')(a.candidates, b.candidates),
  });

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
