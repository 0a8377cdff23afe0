import { readFileSync } from 'node:fs';
import { Template } from 'aws-cdk-lib/assertions';
import * as z from 'zod';
import { PROVIDER_IDS } from '../../functions/domain/keys.ts';
import { RUNBOOK_SECTIONS } from '../../lib/aws/runbook.ts';
import { oneStack } from './security/one-stack.ts';
import { PRODUCTION } from './stacks.ts';

const template = Template.fromStack(oneStack(PRODUCTION));

const alarmSchema = z.object({
  Properties: z.object({
    AlarmDescription: z.string(),
    Namespace: z.string(),
    MetricName: z.string(),
    Dimensions: z.array(z.object({ Name: z.string(), Value: z.unknown() })).default([]),
    Threshold: z.number(),
    TreatMissingData: z.string(),
    AlarmActions: z.array(z.unknown()).length(1),
    OKActions: z.array(z.unknown()).length(1),
  }),
});
const ALARMS = Object.values(template.findResources('AWS::CloudWatch::Alarm')).map((alarm) => alarmSchema.parse(alarm).Properties);

const sectionOf = ({ AlarmDescription }: (typeof ALARMS)[number]): string | undefined =>
  / What to do: docs\/runbook\.md#(\S+)$/.exec(AlarmDescription)?.[1];

/** The anchors of the headings of a page, as they are linked to. */
const anchorsOf = (page: string): readonly string[] => [...page.matchAll(/^## `?([a-z-]+)`?$/gm)].map(([, anchor = '']) => anchor);

describe('an alarm', () => {
  it('names the section of the runbook that tells what to do', () => {
    expect(new Set(ALARMS.map(sectionOf))).toEqual(new Set(RUNBOOK_SECTIONS));
    expect(anchorsOf(readFileSync('docs/runbook.md', 'utf8'))).toEqual(RUNBOOK_SECTIONS);
  });

  it('is about a metric that the functions write, under the dimensions that they write it with', () => {
    const rows = readFileSync('docs/metrics.md', 'utf8').matchAll(/^\| `(\w+)` \| \w+ \| ([^|]+) \|/gm);
    const dimensions = new Map([...rows].map(([, name, names = '']) => [name, names.trim() === '–' ? [] : names.trim().split(', ')]));
    const ours = ALARMS.filter(({ Namespace }) => Namespace === 'Hookledger/prod');
    expect(ours.length).toBeGreaterThan(30);
    for (const { MetricName, Dimensions } of ours) {
      expect([MetricName, Dimensions.map(({ Name }) => Name).sort()]).toEqual([MetricName, dimensions.get(MetricName)?.toSorted()]);
    }
  });

  it('[F 70] rings for want of data where the heartbeat is missing, and nowhere else', () => {
    const ringing = ALARMS.filter(({ TreatMissingData }) => TreatMissingData !== 'notBreaching');
    expect(ringing.map(sectionOf)).toEqual(['heartbeat-missing']);
  });
});

/** The metrics of the alarms of a section, each with the values of its dimensions. */
const metricsOf = (section: string) =>
  ALARMS.filter((alarm) => sectionOf(alarm) === section).map(({ MetricName, Dimensions }) => [
    MetricName,
    ...Dimensions.map(({ Value }) => Value),
  ]);

describe('there is an alarm', () => {
  it.each([
    ['ingest-fails', 'IngestFailed'],
    ['verification-failures', 'VerificationFailed'],
    ['secret-missing', 'SecretMissing'],
    ['provider-silent', 'SilenceRatio'],
    ['unreadable-events', 'EventsUnreadable'],
  ])('%s for each provider', (section, metric) => {
    expect(metricsOf(section)).toEqual(PROVIDER_IDS.map((provider) => [metric, provider]));
  });

  it('for the money that waits, in each currency that the stage names', () => {
    const alarms = { ...PRODUCTION.alarms, waitingMoney: { EUR: 5, DZD: 7 } };
    const found = Template.fromStack(oneStack({ ...PRODUCTION, alarms })).findResources('AWS::CloudWatch::Alarm');
    const money = Object.values(found).flatMap(({ Properties: { MetricName, Dimensions, Threshold } }) =>
      MetricName === 'WaitingMoney' ? [[Dimensions[0].Value, Threshold]] : [],
    );
    expect(money).toEqual(
      expect.arrayContaining([
        ['EUR', 5],
        ['DZD', 7],
      ]),
    );
    expect(money).toHaveLength(2);
  });

  it('[F 38] for the first dead letter', () => {
    const [alarm] = ALARMS.filter((one) => sectionOf(one) === 'dead-letters');
    expect(alarm).toMatchObject({ MetricName: 'ApproximateNumberOfMessagesVisible', Threshold: 1 });
  });

  it('[F 40] for a delivery that has waited for 20 minutes', () => {
    const [alarm] = ALARMS.filter((one) => sectionOf(one) === 'oldest-message');
    expect(alarm).toMatchObject({ MetricName: 'ApproximateAgeOfOldestMessage', Threshold: 20 * 60 });
  });

  it('for errors and for throttles of each function', () => {
    expect(metricsOf('function-errors')).toHaveLength(PROVIDER_IDS.length + 3);
    expect(metricsOf('throttled-functions')).toHaveLength(PROVIDER_IDS.length + 3);
  });
});

describe('who is told', () => {
  it('is the address of the stage, by a topic that takes alarms of this account, by TLS alone', () => {
    template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'alarms@example.com' });
    const [policy] = Object.values(template.findResources('AWS::SNS::TopicPolicy'));
    expect(policy?.Properties.PolicyDocument.Statement).toEqual([
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      expect.objectContaining({ Effect: 'Allow', Principal: { Service: 'cloudwatch.amazonaws.com' }, Action: 'sns:Publish' }),
    ]);
  });
});

it('has one dashboard, without expressions', () => {
  const [dashboard, ...others] = Object.values(template.findResources('AWS::CloudWatch::Dashboard'));
  expect(others).toEqual([]);
  const body = JSON.stringify(dashboard);
  for (const name of [
    'SecretMissing',
    'ApproximateAgeOfOldestMessage',
    'Outcomes',
    'WaitingMoney',
    'p50',
    'p99',
    'ConsumedWriteCapacityUnits',
  ])
    expect(body).toContain(name);
  expect(body).not.toContain('expression');
});
