import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';

type Dimensions = Readonly<Record<string, string>>;

/** What the functions of one deployment count and measure; docs/metrics.md lists it. */
export type LedgerMetrics = {
  /** How often something was counted within five minutes, or within `minutes`. */
  readonly counted: (metricName: string, dimensions?: Dimensions, minutes?: number) => Metric;
  /** The highest that was measured within five minutes. */
  readonly measured: (metricName: string, dimensions?: Dimensions) => Metric;
};

export const createLedgerMetrics = (namespace: string): LedgerMetrics => ({
  counted: (metricName, dimensionsMap = {}, minutes = 5) =>
    new Metric({ namespace, metricName, dimensionsMap, statistic: Stats.SUM, period: Duration.minutes(minutes) }),
  measured: (metricName, dimensionsMap = {}) =>
    new Metric({ namespace, metricName, dimensionsMap, statistic: Stats.MAXIMUM, period: Duration.minutes(5) }),
});
