import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { type RunbookSection, runbookLink } from '../runbook.ts';

export type RunbookAlarmProps = {
  /** Where docs/runbook.md says what to do. */
  readonly section: RunbookSection;
  /** What has happened when it rings, in one sentence. */
  readonly tells: string;
  /** One metric, never an expression, so that its history can be looked at as it is. */
  readonly metric: IMetric;
  /** Rings when the metric is this or more. */
  readonly threshold: number;
  /** Periods in a row that it must be so; one when nothing is said. */
  readonly periods?: number;
  /** Rings as well when nothing is measured. */
  readonly ringsWhenMissing?: boolean;
  /** Who is told, and told again when it is over. */
  readonly topic: ITopic;
};

/** The only kind of alarm that there is: it names its section of the runbook. */
export class RunbookAlarm extends Alarm {
  constructor(
    scope: Construct,
    id: string,
    { section, tells, metric, threshold, periods = 1, ringsWhenMissing = false, topic }: RunbookAlarmProps,
  ) {
    super(scope, id, {
      alarmDescription: `${tells} What to do: ${runbookLink(section)}`,
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: ringsWhenMissing ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    const action = new SnsAction(topic);
    this.addAlarmAction(action);
    this.addOkAction(action);
  }
}
