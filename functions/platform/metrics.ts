import { type WriteLine, writeSafely } from './log.ts';
import { METRICS, type MetricName } from './metric-list.ts';

/** Each deployment counts apart: two may share an account and a region. */
export const metricsNamespace = (name: string): string => `Hookledger/${name}`;

type DimensionsOf<Name extends MetricName> = Readonly<Record<(typeof METRICS)[Name]['dimensions'][number], string>>;

/** A metric that has dimensions is never written without them: it would be another metric, which nobody watches. */
type Dimensions<Name extends MetricName> = (typeof METRICS)[Name]['dimensions'] extends readonly []
  ? readonly [dimensions?: Readonly<Record<string, never>>]
  : readonly [dimensions: DimensionsOf<Name>];

export type Metrics = {
  /** Adds one to a counter. Never throws. */
  readonly count: <Name extends MetricName>(name: Name, ...dimensions: Dimensions<Name>) => void;
  /** Adds to a counter. Never throws. */
  readonly add: <Name extends MetricName>(name: Name, value: number, ...dimensions: Dimensions<Name>) => void;
  /** Tells how high a thing stands now, in the unit of the metric. Never throws. */
  readonly gauge: <Name extends MetricName>(name: Name, value: number, ...dimensions: Dimensions<Name>) => void;
};

type MetricsOptions = { readonly write: WriteLine; readonly clock: () => Date; readonly namespace: string };

/**
 * Metrics as CloudWatch reads them out of a log line (embedded metric format): no call, no wait, no permission.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export const createMetrics = ({ write, clock, namespace }: MetricsOptions): Metrics => {
  const tell = (name: MetricName, value: number, dimensions: Readonly<Record<string, string>> = {}): void =>
    writeSafely(write, () => JSON.stringify({ ...dimensions, [name]: value, _aws: directive(name, { namespace, now: clock() }) }));
  return {
    count: (name, ...[dimensions]) => tell(name, 1, dimensions),
    add: (name, value, ...[dimensions]) => tell(name, value, dimensions),
    gauge: (name, value, ...[dimensions]) => tell(name, value, dimensions),
  };
};

/** Where nobody reads metrics: on a laptop. */
export const NO_METRICS: Metrics = { count: () => {}, add: () => {}, gauge: () => {} };

const directive = (name: MetricName, { namespace, now }: { readonly namespace: string; readonly now: Date }) => {
  const { unit, dimensions } = METRICS[name];
  return {
    Timestamp: now.getTime(),
    CloudWatchMetrics: [{ Namespace: namespace, Dimensions: [dimensions], Metrics: [{ Name: name, Unit: unit }] }],
  };
};
