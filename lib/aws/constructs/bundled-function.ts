import { join } from 'node:path';
import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { hasSourceMap } from '../bundling.ts';
import type { FunctionName } from '../entries.ts';
import { RunbookAlarm } from './runbook-alarm.ts';
import type { ServiceContext } from './service-context.ts';

export type BundledFunctionProps = {
  readonly bundle: FunctionName;
  /** What it does, in a few words: the console shows it, and it tells the functions apart. */
  readonly description: string;
  /** No secret: only where one is. */
  readonly environment: Readonly<Record<string, string>>;
  readonly timeout: Duration;
  /** What becomes of a call that fails: why the function needs no dead-letter queue of its own. */
  readonly onFailure: string;
  /** Concurrent runs that are kept for it, and that it may have at most; null keeps none. */
  readonly reservedConcurrency?: number | null;
  readonly context: ServiceContext;
};

/** A function of ours: one bundle, one log group, a role that may write to it and nothing else, alarms for errors and throttles. */
export class BundledFunction extends Construct {
  /** What may be granted more. */
  readonly lambda: LambdaFunction;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: BundledFunctionProps) {
    super(scope, id);
    const { bundle, description, environment, timeout, reservedConcurrency, onFailure, context } = props;
    this.logGroup = new LogGroup(this, 'Logs', { retention: context.logRetention, removalPolicy: RemovalPolicy.DESTROY });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com'), description });
    this.logGroup.grantWrite(role);
    this.lambda = new LambdaFunction(this, 'Function', {
      description,
      environment: { ...environment, ...(hasSourceMap(bundle) ? { NODE_OPTIONS: '--enable-source-maps' } : {}) },
      timeout,
      role,
      code: Code.fromAsset(join(context.bundles, bundle)),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      // Less would start slower than it saves: processor share grows with memory.
      memorySize: 256,
      logGroup: this.logGroup,
      loggingFormat: LoggingFormat.JSON,
      // Metrics have no level, and are let through as if it were info.
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      // Lambda's own two lines of each run would be longer than all of ours. Those of a run that failed are warnings, and stay.
      systemLogLevelV2: SystemLogLevel.WARN,
      tracing: context.tracing ? Tracing.ACTIVE : Tracing.DISABLED,
      ...(typeof reservedConcurrency === 'number' ? { reservedConcurrentExecutions: reservedConcurrency } : {}),
    });
    Validations.of(this.lambda).acknowledge({ id: 'Serverless-LambdaDLQ', reason: onFailure });
    if (context.tracing) Validations.of(role).acknowledge(TRACING_EVERYTHING);
    else Validations.of(this.lambda).acknowledge(NO_TRACING);
    this.addAlarms(bundle, context);
  }

  private addAlarms(bundle: FunctionName, { topic }: ServiceContext): void {
    new RunbookAlarm(this, 'Errors', {
      section: 'function-errors',
      tells: `The function ${bundle} ended with an error, or not in time.`,
      metric: this.lambda.metricErrors({ period: Duration.minutes(5) }),
      threshold: 1,
      topic,
    });
    new RunbookAlarm(this, 'Throttles', {
      section: 'throttled-functions',
      tells: `The function ${bundle} was not let run: the account or its own limit was full.`,
      metric: this.lambda.metricThrottles({ period: Duration.minutes(5) }),
      threshold: 1,
      periods: 3,
      topic,
    });
  }
}

const TRACING_EVERYTHING = {
  id: 'AwsSolutions-IAM5[Resource::*]',
  reason: 'X-Ray takes traces on no resource in particular, so the two permissions to write them are given on all.',
};

const NO_TRACING = {
  id: 'Serverless-LambdaTracing',
  reason: 'The stage has tracing off: it costs, and needs permissions on all resources. Logs and metrics tell what became of a request.',
};
