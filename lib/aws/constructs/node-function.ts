import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogLevel, NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { BUNDLING } from '../bundling.ts';

export type NodeFunctionProps = {
  /** The source that exports `handler`, from the root of the project. */
  readonly entry: string;
  readonly description: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeout?: Duration;
};

/** A function of ours: one bundle, one role, one log group. What it may touch is granted to it by whoever arranges it. */
export class NodeFunction extends NodejsFunction {
  constructor(scope: Construct, id: string, { entry, description, environment, timeout = Duration.seconds(10) }: NodeFunctionProps) {
    const logGroup = new LogGroup(scope, `${id}Logs`, { retention: RetentionDays.ONE_MONTH, removalPolicy: RemovalPolicy.DESTROY });
    super(scope, id, {
      entry,
      description,
      environment,
      timeout,
      logGroup,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      // Less would start slower than it saves: processor share grows with memory.
      memorySize: 256,
      awsSdkConnectionReuse: false,
      bundling: {
        format: OutputFormat.ESM,
        target: BUNDLING.target,
        mainFields: [...BUNDLING.mainFields],
        minify: BUNDLING.minify,
        bundleAwsSDK: true,
        logLevel: LogLevel.WARNING,
      },
    });
  }
}
