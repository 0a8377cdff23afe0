import { HttpApi, type HttpMethod, HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Stage } from '../config.ts';

export type Route = { readonly method: HttpMethod; readonly path: string; readonly target: IFunction };

/** The one address of a stage: https only, throttled as a whole. */
export class HttpFront extends Construct {
  /** Without a slash at its end. */
  readonly url: string;
  private readonly api: HttpApi;

  constructor(scope: Construct, id: string, { throttle }: Pick<Stage, 'throttle'>) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', { createDefaultStage: false });
    new HttpStage(this, 'Stage', { httpApi: this.api, stageName: '$default', autoDeploy: true, throttle });
    this.url = this.api.apiEndpoint;
  }

  addRoute({ method, path, target }: Route): void {
    const integration = new HttpLambdaIntegration(`${target.node.id}Integration`, target);
    this.api.addRoutes({ methods: [method], path, integration });
  }
}
