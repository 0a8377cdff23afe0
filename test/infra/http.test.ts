import { Match, Template } from 'aws-cdk-lib/assertions';
import * as z from 'zod';
import { PROVIDER_IDS } from '../../functions/domain/keys.ts';
import { oneStack } from './security/one-stack.ts';
import { PRODUCTION } from './stacks.ts';

const template = Template.fromStack(oneStack(PRODUCTION));
const ROUTES = ['ANY /{proxy+}', ...PROVIDER_IDS.map((id) => `POST /webhooks/${id}`)];

const stageSchema = z.object({
  Properties: z.object({
    RouteSettings: z.record(z.string(), z.object({ ThrottlingRateLimit: z.number(), ThrottlingBurstLimit: z.number() })),
    AccessLogSettings: z.object({ Format: z.string() }),
  }),
  DependsOn: z.array(z.string()),
});
const [stage] = Object.values(template.findResources('AWS::ApiGatewayV2::Stage')).map((resource) => stageSchema.parse(resource));

const routesOf = (from: Template) => from.findResources('AWS::ApiGatewayV2::Route');

describe('the HTTP API', () => {
  it('takes POST at the webhook address of each provider; all else is for the API function', () => {
    const routes = Object.values(routesOf(template)).map(({ Properties }) => Properties.RouteKey);
    expect(routes.sort()).toEqual([...ROUTES].sort());
  });

  it('[15] [F 22] throttles each route by itself, once it is there, and whatever else as well', () => {
    expect(Object.keys(stage?.Properties.RouteSettings ?? {}).sort()).toEqual([...ROUTES].sort());
    expect(stage?.DependsOn).toEqual(expect.arrayContaining(Object.keys(routesOf(template))));
    const DefaultRouteSettings = Match.objectLike({ ThrottlingRateLimit: Match.anyValue(), ThrottlingBurstLimit: Match.anyValue() });
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', { DefaultRouteSettings });
  });

  it('logs each request, and of it neither path nor query nor headers', () =>
    expect(stage?.Properties.AccessLogSettings.Format.split(' ')).toEqual([
      '$context.identity.sourceIp',
      '$context.requestId',
      '$context.status',
      '$context.responseLatency',
      '$context.routeKey',
      '$context.integrationErrorMessage',
    ]));

  it('is reached by the address that AWS gives', () =>
    template.hasResourceProperties('AWS::ApiGatewayV2::Api', { DisableExecuteApiEndpoint: false }));

  it('[4] is reached by its own name alone, where there is one, and never by plain http', () => {
    const domain = { name: 'hooks.example.com', certificateArn: 'arn:aws:acm:eu-central-1:123456789012:certificate/abc' };
    const named = Template.fromStack(oneStack({ ...PRODUCTION, domain }));
    named.hasResourceProperties('AWS::ApiGatewayV2::Api', { DisableExecuteApiEndpoint: true });
    named.hasResourceProperties('AWS::ApiGatewayV2::DomainName', {
      DomainName: 'hooks.example.com',
      DomainNameConfigurations: [Match.objectLike({ CertificateArn: domain.certificateArn, SecurityPolicy: 'TLS_1_2' })],
    });
    named.resourceCountIs('AWS::ApiGatewayV2::ApiMapping', 1);
  });
});

it('leaves out the route, the function and the alarms of a provider that is off, and keeps its secret', () => {
  const settings = {
    ...PRODUCTION.settings,
    providers: ['stripe' as const],
    recurly: { currency: null },
    chargify: { currency: null, site: null },
  };
  const alone = Template.fromStack(oneStack({ ...PRODUCTION, settings }));
  expect(Object.values(routesOf(alone)).map(({ Properties }) => Properties.RouteKey)).toEqual(['POST /webhooks/stripe', 'ANY /{proxy+}']);
  alone.resourceCountIs('AWS::Lambda::Function', 4);
  alone.resourceCountIs('AWS::SecretsManager::Secret', PROVIDER_IDS.length + 1);
  expect(JSON.stringify(alone.findResources('AWS::CloudWatch::Alarm'))).not.toContain('chargily');
});

it('[F 22] keeps runs for each ingest function where the stage says how many', () => {
  const reserved = (ingestConcurrency: number | null) =>
    Object.values(
      Template.fromStack(oneStack({ ...PRODUCTION, ingestConcurrency })).findResources('AWS::Lambda::Function', {
        Properties: { ReservedConcurrentExecutions: 50 },
      }),
    ).length;
  expect([reserved(50), reserved(null)]).toEqual([PROVIDER_IDS.length, 0]);
});
