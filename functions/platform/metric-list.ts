type Metric = {
  readonly unit: 'Count' | 'Seconds' | 'Milliseconds' | 'None';
  /** Whoever watches a metric names all of them. Few and bounded: a provider, an outcome; never an id. */
  readonly dimensions: readonly string[];
  /**
   * Counted by CloudWatch (a metric filter) out of each log line of the processor that has these fields; the line has a text for each
   * dimension, too. For what comes with every event: such a line is half as long as one in the embedded metric format.
   */
  readonly line?: Readonly<Record<string, string>>;
};

/** Every metric that is written, by its name in CloudWatch; docs/metrics.md says what each tells, and when. */
export const METRICS = {
  SecretPosition: { unit: 'Count', dimensions: ['provider', 'position'] },
  VerificationFailed: { unit: 'Count', dimensions: ['provider'] },
  TimestampOutOfRange: { unit: 'Count', dimensions: ['provider'] },
  SecretMissing: { unit: 'Count', dimensions: ['provider'] },
  RequestRefused: { unit: 'Count', dimensions: ['provider'] },
  IngestFailed: { unit: 'Count', dimensions: ['provider'] },
  Outcomes: { unit: 'Count', dimensions: ['provider', 'outcome'], line: { message: 'event processed' } },
  EventsUnreadable: { unit: 'Count', dimensions: ['provider'] },
  EventsReadDifferently: { unit: 'Count', dimensions: [] },
  IgnoredEvents: { unit: 'Count', dimensions: ['provider', 'type'], line: { message: 'event processed', outcome: 'ignored' } },
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

/** A metric that functions write by themselves, in the embedded metric format. */
export type MetricName = {
  [Name in keyof typeof METRICS]: (typeof METRICS)[Name] extends { line: object } ? never : Name;
}[keyof typeof METRICS];
