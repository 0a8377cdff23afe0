import { Unit } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type ILogGroup, type JsonPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { METRICS } from '../../../functions/platform/metric-list.ts';

export type LineMetricsProps = {
  /** Where the lines are written. */
  readonly logGroup: ILogGroup;
  readonly namespace: string;
};

type Line = Readonly<Record<string, string>>;

/** Has CloudWatch count the metrics that functions do not write by themselves, out of the log lines that they write anyhow. */
export class LineMetrics extends Construct {
  constructor(scope: Construct, id: string, { logGroup, namespace }: LineMetricsProps) {
    super(scope, id);
    for (const [name, metric] of Object.entries(METRICS)) {
      if (!('line' in metric)) continue;
      new MetricFilter(this, name, {
        logGroup,
        metricNamespace: namespace,
        metricName: name,
        metricValue: '1',
        unit: Unit.COUNT,
        dimensions: Object.fromEntries(metric.dimensions.map((dimension) => [dimension, `$.${dimension}`])),
        filterPattern: patternOf(metric.line, metric.dimensions),
      });
    }
  }
}

/** Names each dimension, too: CloudWatch takes a value only of a field that the pattern has. */
const patternOf = (line: Line, dimensions: readonly string[]): JsonPattern => {
  const any = Object.fromEntries(dimensions.map((dimension) => [dimension, '*']));
  return FilterPattern.all(
    ...Object.entries({ ...any, ...line }).map(([field, text]) => FilterPattern.stringValue(`$.${field}`, '=', text)),
  );
};
