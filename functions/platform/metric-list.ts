type Metric = {
  readonly unit: 'Count' | 'Seconds' | 'Milliseconds' | 'None';
  /** Whoever watches a metric names all of them. Few and bounded: a provider, an outcome; never an id. */
  readonly dimensions: readonly string[];
};

/** Every metric that is written, by its name in CloudWatch; docs/metrics.md says what each tells, and when. */
export const METRICS = {
  DeliveryQueued: { unit: 'Count', dimensions: ['provider'] },
  SecretPosition: { unit: 'Count', dimensions: ['provider', 'position'] },
  VerificationFailed: { unit: 'Count', dimensions: ['provider'] },
  TimestampOutOfRange: { unit: 'Count', dimensions: ['provider'] },
  SecretMissing: { unit: 'Count', dimensions: ['provider'] },
  RequestRefused: { unit: 'Count', dimensions: ['provider'] },
  IngestFailed: { unit: 'Count', dimensions: ['provider'] },
  Outcomes: { unit: 'Count', dimensions: ['provider', 'outcome'] },
  EventsUnreadable: { unit: 'Count', dimensions: ['provider'] },
  EventsReadDifferently: { unit: 'Count', dimensions: [] },
  IgnoredEvents: { unit: 'Count', dimensions: ['provider', 'type'] },
  UnknownWords: { unit: 'Count', dimensions: ['provider'] },
  CardNumbersSeen: { unit: 'Count', dimensions: ['provider'] },
  ContestedLinks: { unit: 'Count', dimensions: [] },
  CurrencyConflicts: { unit: 'Count', dimensions: [] },
  LargeItems: { unit: 'Count', dimensions: ['table'] },
  MessagesFailed: { unit: 'Count', dimensions: [] },
  HeartbeatLagMs: { unit: 'Milliseconds', dimensions: [] },
  WaitingRows: { unit: 'Count', dimensions: [] },
  WaitingOldestSeconds: { unit: 'Seconds', dimensions: [] },
  WaitingMoney: { unit: 'None', dimensions: ['currency'] },
  SilenceRatio: { unit: 'None', dimensions: ['provider'] },
  JobsSentAgain: { unit: 'Count', dimensions: [] },
} as const satisfies Readonly<Record<string, Metric>>;

export type MetricName = keyof typeof METRICS;
