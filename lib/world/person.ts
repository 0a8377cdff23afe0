import type { ProviderId } from '../../functions/domain/keys.ts';
import type { Luck } from './luck.ts';
import type { Millis, TeamAct, WireEvent, WorldOptions } from './world.ts';

/** Somebody who pays through one provider. */
export type Person = {
  /** 1, 2, 3 …: all ids and names are made from it. */
  readonly number: number;
  readonly customerKey: string;
  readonly partnerKey: string | null;
  /**
   * How the ledger learns whose payments these are. `event`: the provider's customer or subscription events carry the key.
   * `payment`: the payments carry it, and the team creates the customer. `team_late`: the team links the provider's id, long after the
   * payments. `never`: nobody says it.
   */
  readonly knownBy: 'event' | 'payment' | 'team_late' | 'never';
  readonly begins: Millis;
};

/** How people live at one provider. */
export type Dialect = {
  readonly provider: ProviderId;
  readonly live: (person: Person, luck: Luck, options: WorldOptions) => Life;
};

/** What a person's life tells the world: the events, what the team does for it, and the books as they stand at the end. */
export type Life = {
  readonly events: readonly WireEvent[];
  readonly acts: readonly TeamAct[];
  readonly payments: readonly Payment[];
  readonly agreements: readonly Agreement[];
  /** Keys of refunds that are kept apart and never find their payment. */
  readonly lostRefunds?: readonly string[];
};

/** The world's own book of one payment, at the end of time. Minor units of one currency. */
export type Payment = {
  /** Where the ledger must keep it: `stripe:charge:ch_1`. */
  readonly key: string;
  readonly currency: string;
  readonly state: 'unpaid' | 'authorized' | 'succeeded' | 'failed' | 'voided';
  /** Asked for, or authorised. */
  readonly asked: number;
  /** What moved to the business. */
  readonly captured: number;
  /** Refunds that moved back and stayed there, one amount each. */
  readonly refunds: readonly number[];
  readonly disputes: readonly { readonly minor: number; readonly state: 'open' | 'won' | 'lost' | 'reinstated' }[];
  readonly paidAt: Millis;
};

/** A recurring agreement, at the end of time, in the ledger's words. */
export type Agreement = {
  readonly key: string;
  readonly planKey: string | null;
  readonly status: string;
  readonly quantity: number | null;
  readonly components: Readonly<Record<string, number>>;
};
