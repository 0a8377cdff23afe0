import { type WriteLine, writeSafely } from './log.ts';

export const METRICS_NAMESPACE = 'Hookledger';

export type Metrics = {
  /** Adds to a counter. Dimensions are few and bounded: a provider, an outcome; never an id. Never throws. */
  readonly count: (name: string, dimensions?: Readonly<Record<string, string>>, value?: number) => void;
};

/**
 * Counters as CloudWatch reads them out of a log line (embedded metric format): no call, no wait, no permission.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export const createMetrics = (options: { readonly write: WriteLine; readonly clock: () => Date }): Metrics => ({
  count: (name, dimensions = {}, value = 1) =>
    writeSafely(options.write, () => JSON.stringify({ ...dimensions, [name]: value, _aws: directive(name, dimensions, options.clock()) })),
});

const directive = (name: string, dimensions: Readonly<Record<string, string>>, now: Date) => ({
  Timestamp: now.getTime(),
  CloudWatchMetrics: [{ Namespace: METRICS_NAMESPACE, Dimensions: [Object.keys(dimensions)], Metrics: [{ Name: name, Unit: 'Count' }] }],
});
