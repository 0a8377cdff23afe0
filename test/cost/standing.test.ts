import { Template } from 'aws-cdk-lib/assertions';
import { ASSUMED } from '../../lib/cost/assumptions.ts';
import { ALARMS, SECRETS } from '../../lib/cost/hookledger.ts';
import { oneStack } from '../infra/security/one-stack.ts';
import { PRODUCTION } from '../infra/stacks.ts';

describe('what is due without any event', () => {
  it.each([
    ['all providers', PRODUCTION.settings.providers],
    ['one provider', ['stripe'] as const],
  ])('counts what the template has, with %s', (_, providers) => {
    const template = Template.fromStack(oneStack({ ...PRODUCTION, settings: { ...PRODUCTION.settings, providers } }));
    template.resourceCountIs('AWS::CloudWatch::Alarm', ALARMS.others + ALARMS.perProvider * providers.length);
    template.resourceCountIs('AWS::SecretsManager::Secret', SECRETS);
    template.resourceCountIs('AWS::CloudWatch::Dashboard', 1);
    // Six metrics of each route would come with them.
    expect(JSON.stringify(template.findResources('AWS::ApiGatewayV2::Stage'))).not.toMatch(/DetailedMetricsEnabled":true/);
    template.allResourcesProperties('AWS::Lambda::Function', { MemorySize: ASSUMED.memoryGb * 1024, Architectures: ['arm64'] });
  });
});
