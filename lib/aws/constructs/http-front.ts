import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  CfnStage,
  DomainName,
  HttpApi,
  type HttpMethod,
  HttpStage,
  LogGroupLogDestination,
  SecurityPolicy,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { ACCESS_LOG_FORMAT } from '../access-log.ts';
import type { HookledgerConfig, Throttle } from '../stage-config.ts';

export type Route = { readonly method: HttpMethod; readonly path: string; readonly target: IFunction; readonly throttle: Throttle };

export type HttpFrontProps = {
  readonly domain: HookledgerConfig['domain'];
  /** For whatever route has none of its own. */
  readonly throttle: Throttle;
  readonly logRetention: RetentionDays;
};

/** The one address of a deployment: https only, each route throttled by itself, its requests logged. */
export class HttpFront extends Construct {
  /** Without a slash at its end. */
  readonly url: string;
  readonly api: HttpApi;
  /** What the name of the own domain has to point to, where there is one. */
  readonly domainTarget: string | undefined;
  private readonly stage: CfnStage;

  constructor(scope: Construct, id: string, { domain, throttle, logRetention }: HttpFrontProps) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', { createDefaultStage: false, disableExecuteApiEndpoint: domain !== null });
    const logGroup = new LogGroup(this, 'AccessLogs', { retention: logRetention, removalPolicy: RemovalPolicy.DESTROY });
    const domainName = domain === null ? undefined : this.createDomainName(domain);
    const stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: throttle.ratePerSecond, burstLimit: throttle.burst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(logGroup),
        format: AccessLogFormat.custom(ACCESS_LOG_FORMAT),
      },
      ...(domainName === undefined ? {} : { domainMapping: { domainName } }),
    });
    this.stage = cfnStageOf(stage);
    Validations.of(this.stage).acknowledge({
      id: 'Serverless-APIGWStructuredLogging',
      reason: 'In JSON each line would be half as long again. Filter patterns and queries of CloudWatch read words between spaces as well.',
    });
    this.url = domain === null ? this.api.apiEndpoint : `https://${domain.name}`;
    this.domainTarget = domainName?.regionalDomainName;
  }

  addRoute({ method, path, target, throttle }: Route): void {
    const integration = new HttpLambdaIntegration(`${target.node.id}Integration`, target);
    const routes = this.api.addRoutes({ methods: [method], path, integration });
    for (const route of routes) {
      // The gateway refuses a throttle of a route that it does not know yet.
      this.stage.node.addDependency(route);
      Validations.of(route).acknowledge({
        id: 'AwsSolutions-APIG4',
        reason: 'The function behind it decides: by the signature or password of the webhook, or by the API key.',
      });
    }
    this.stage.addPropertyOverride(`RouteSettings.${method} ${path}`, {
      ThrottlingRateLimit: throttle.ratePerSecond,
      ThrottlingBurstLimit: throttle.burst,
    });
  }

  private createDomainName({ name, certificateArn }: NonNullable<HookledgerConfig['domain']>): DomainName {
    const certificate = Certificate.fromCertificateArn(this, 'Certificate', certificateArn);
    return new DomainName(this, 'Domain', { domainName: name, certificate, securityPolicy: SecurityPolicy.TLS_1_2 });
  }
}

/** The construct of CDK has no throttle for a route. */
const cfnStageOf = (stage: HttpStage): CfnStage => {
  const { defaultChild } = stage.node;
  if (defaultChild instanceof CfnStage) return defaultChild;
  throw new Error('The stage of the HTTP API is not what it was in the version of CDK that this was written for');
};
