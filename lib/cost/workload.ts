/** What a deployment has to bear. Shares are of all events, at most 1 together; the rest means nothing to the ledger and is recorded. */
export type Workload = {
  readonly eventsPerMonth: number;
  readonly bodyBytes: number;
  /** First payments whose customer is known. */
  readonly payments: number;
  readonly refunds: number;
  readonly subscriptions: number;
  /** Events that came before. */
  readonly duplicates: number;
  readonly providers: number;
  /** How long the archive keeps what is done with. */
  readonly retentionDays: number;
  readonly logRetentionDays: number;
  /** Months that it has run: rows are kept for good. */
  readonly months: number;
  /** Deliveries in a batch of the processor, 1 to 10; null: as many as such a rate makes likely. */
  readonly batch: number | null;
};

/** That of the goal: 40 % payments, bodies of 2.2 KB. */
export const USUAL: Workload = {
  eventsPerMonth: 1e6,
  bodyBytes: 2_200,
  payments: 0.4,
  refunds: 0,
  subscriptions: 0,
  duplicates: 0,
  providers: 5,
  retentionDays: 90,
  logRetentionDays: 90,
  months: 12,
  batch: null,
};

export const DAYS_PER_MONTH = 365 / 12;
export const MINUTES_PER_MONTH = DAYS_PER_MONTH * 24 * 60;
