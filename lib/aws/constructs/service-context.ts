import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { LedgerMetrics } from '../metrics.ts';

/** What all parts of one deployment share. */
export type ServiceContext = {
  /** The folder of the bundles: `<folder>/<name>/index.mjs`. */
  readonly bundles: string;
  readonly logRetention: RetentionDays;
  readonly tracing: boolean;
  readonly metrics: LedgerMetrics;
  /** Where alarms go. */
  readonly topic: ITopic;
};
