import { Template } from 'aws-cdk-lib/assertions';
import { PROVIDER_IDS } from '../../functions/domain/keys.ts';
import { METRICS } from '../../functions/platform/metric-list.ts';
import { oneStack } from './security/one-stack.ts';
import { PRODUCTION } from './stacks.ts';

const template = Template.fromStack(oneStack(PRODUCTION));

describe('the logs of a function', () => {
  const functions = Object.values(template.findResources('AWS::Lambda::Function'));
  const configs = functions.map(({ Properties }) => Properties.LoggingConfig);

  it('are JSON, with every line of ours, and of Lambda itself only those of runs that failed', () => {
    const expected = { LogFormat: 'JSON', ApplicationLogLevel: 'INFO', SystemLogLevel: 'WARN', LogGroup: { Ref: expect.any(String) } };
    expect(configs).toEqual(functions.map(() => expected));
    expect(configs).toHaveLength(PROVIDER_IDS.length + 3);
  });

  it('go into a group of its own, which forgets', () => {
    const groups = configs.map(({ LogGroup }) => LogGroup.Ref);
    expect(new Set(groups).size).toBe(groups.length);
    template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: PRODUCTION.logRetentionDays });
  });
});

describe('what CloudWatch counts out of lines of the processor', () => {
  const filters = Object.values(template.findResources('AWS::Logs::MetricFilter')).map(({ Properties }) => Properties);

  it('is each metric that is told by a line, with a value for each of its dimensions', () => {
    const told = Object.entries(METRICS).flatMap(([name, metric]) => ('line' in metric ? [{ name, ...metric }] : []));
    expect(filters.map(({ MetricTransformations }) => MetricTransformations)).toEqual(
      told.map(({ name, unit, dimensions }) => [
        {
          MetricNamespace: 'Hookledger/prod',
          MetricName: name,
          MetricValue: '1',
          Unit: unit,
          Dimensions: dimensions.map((dimension) => ({ Key: dimension, Value: `$.${dimension}` })),
        },
      ]),
    );
  });

  it('is found by the fields of the line, among which are all dimensions', () => {
    expect(
      Object.fromEntries(filters.map(({ FilterPattern, MetricTransformations: [{ MetricName }] }) => [MetricName, FilterPattern])),
    ).toEqual({
      Outcomes: '{ ($.provider = "*") && ($.outcome = "*") && ($.message = "event processed") }',
      IgnoredEvents: '{ ($.provider = "*") && ($.type = "*") && ($.message = "event processed") && ($.outcome = "ignored") }',
    });
    const [processor] = Object.values(
      template.findResources('AWS::Lambda::Function', { Properties: { Description: 'Brings deliveries into the ledger' } }),
    );
    expect(filters.map(({ LogGroupName }) => LogGroupName)).toEqual(filters.map(() => processor?.Properties.LoggingConfig.LogGroup));
  });
});
