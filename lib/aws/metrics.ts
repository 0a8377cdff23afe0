import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';

/** The namespace of what the functions count; docs/metrics.md lists it. */
const NAMESPACE = 'Hookledger';

type Dimensions = Readonly<Record<string, string>>;

/** How often something was counted within five minutes, or within `minutes`. */
export const counted = (metricName: string, dimensionsMap: Dimensions = {}, minutes = 5): Metric =>
  new Metric({ namespace: NAMESPACE, metricName, dimensionsMap, statistic: Stats.SUM, period: Duration.minutes(minutes) });

/** The highest that was measured within five minutes. */
export const measured = (metricName: string, dimensionsMap: Dimensions = {}): Metric =>
  new Metric({ namespace: NAMESPACE, metricName, dimensionsMap, statistic: Stats.MAXIMUM, period: Duration.minutes(5) });
