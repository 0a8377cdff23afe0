import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';

/** What all parts of one deployment share. */
export type ServiceContext = {
  /** The folder of the bundles: `<folder>/<name>/index.mjs`. */
  readonly bundles: string;
  readonly logRetention: RetentionDays;
  readonly tracing: boolean;
  /** Where alarms go. */
  readonly topic: ITopic;
};
