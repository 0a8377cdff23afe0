import { Match } from 'aws-cdk-lib/assertions';
import { PROVIDER_IDS } from '../../functions/domain/keys.ts';
import { createTableInputs } from '../../functions/ledger/create-table-inputs.ts';
import { LOCAL_TABLE_NAMES } from '../../functions/ledger/tables.ts';
import { MAX_RECEIVES } from '../../functions/process/handler.ts';
import { STAGES } from '../../lib/aws/config.ts';
import { importOf, PRODUCTION, templatesOf } from './stacks.ts';

const { data, functions } = templatesOf('dev', STAGES.dev);

const DAY = 86_400;
const QUEUE = importOf(data, 'DeliveriesQueue');

describe('the functions', () => {
  it('are one for each provider, and three more, all on the same runtime', () => {
    functions.resourceCountIs('AWS::Lambda::Function', PROVIDER_IDS.length + 3);
    functions.allResourcesProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      LoggingConfig: { LogFormat: 'JSON', LogGroup: Match.anyValue() },
    });
  });

  it('tell lines of the sources, but for those that a provider waits for', () => {
    const NODE_OPTIONS = '--enable-source-maps';
    const found = functions.findResources('AWS::Lambda::Function', { Properties: { Environment: { Variables: { NODE_OPTIONS } } } });
    expect(Object.values(found).map(({ Properties }) => Properties.Description)).toEqual([
      'Serves the REST API',
      'Brings deliveries into the ledger',
      'Takes up what a crash left lying',
    ]);
  });

  it('keep their logs as long as the stage says', () =>
    functions.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: STAGES.dev.logRetentionDays }));

  it('are told settings that hold, and no secret', () => {
    const found = Object.values(functions.findResources('AWS::Lambda::Function'));
    const names = found.flatMap(({ Properties }) => Object.keys(Properties.Environment.Variables));
    expect([...new Set(names)].sort()).toEqual([
      'HOOKLEDGER_DEAD_LETTER_QUEUE_URL',
      'HOOKLEDGER_METRICS_NAMESPACE',
      'HOOKLEDGER_QUEUE_URL',
      'HOOKLEDGER_SECRET_ID',
      'HOOKLEDGER_SETTINGS_JSON',
      'HOOKLEDGER_TABLE_CUSTOMERS',
      'HOOKLEDGER_TABLE_EVENTS',
      'HOOKLEDGER_TABLE_SUBSCRIPTIONS',
      'HOOKLEDGER_TABLE_TRANSACTIONS',
      'NODE_OPTIONS',
    ]);
    expect(JSON.stringify([data.toJSON(), functions.toJSON()])).not.toMatch(/\{\{resolve:secretsmanager/);
  });

  it('include a sweeper that a schedule starts every minute', () =>
    functions.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(1 minute)', Targets: [Match.anyValue()] }));

  it('have time for an answer within 4 s, and for no more than a provider waits', () => {
    for (const id of PROVIDER_IDS) {
      expect(timeoutOf(`Webhook${id}`)).toBeGreaterThan(4);
      expect(timeoutOf(`Webhook${id}`)).toBeLessThanOrEqual(10);
    }
  });
});

describe('the queue', () => {
  it('[F 37] takes 1 MiB, keeps it 4 days, hides it for six times the time of the processor, and gives it up after 5 receives', () =>
    data.hasResourceProperties('AWS::SQS::Queue', {
      MaximumMessageSize: 1024 * 1024,
      MessageRetentionPeriod: 4 * DAY,
      VisibilityTimeout: 6 * timeoutOf('Processor'),
      RedrivePolicy: { maxReceiveCount: MAX_RECEIVES, deadLetterTargetArn: Match.anyValue() },
    }));

  it('[F 38] leaves what was given up to people for 14 days', () =>
    data.hasResourceProperties('AWS::SQS::Queue', { MessageRetentionPeriod: 14 * DAY, RedrivePolicy: Match.absent() }));

  it('is encrypted and closed to plain http, and so is the dead-letter queue', () => {
    const Statement = [Match.objectLike({ Effect: 'Deny', Action: 'sqs:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })];
    data.allResourcesProperties('AWS::SQS::QueuePolicy', { PolicyDocument: { Statement } });
    data.resourceCountIs('AWS::SQS::QueuePolicy', 2);
    data.allResourcesProperties('AWS::SQS::Queue', { SqsManagedSseEnabled: true });
  });

  it('[F 32] [F 37] hands batches to the processor, which reports what failed, only so many at once', () =>
    functions.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: JSON.parse(QUEUE),
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 20 },
    }));
});

const timeoutOf = (id: string): number => {
  const [found, ...others] = Object.entries(functions.findResources('AWS::Lambda::Function')).filter(([name]) => name.includes(id));
  if (found === undefined || others.length > 0) throw new Error(`There is not one function of ${id}`);
  return Number(found[1].Properties.Timeout);
};

describe('the data', () => {
  it.each(createTableInputs(LOCAL_TABLE_NAMES))('keeps the table $TableName by the keys and indexes that it has on a laptop', (table) => {
    const { BillingMode, KeySchema, GlobalSecondaryIndexes } = table;
    data.hasResourceProperties('AWS::DynamoDB::GlobalTable', { BillingMode, KeySchema, GlobalSecondaryIndexes });
  });

  it('lets finished events go', () =>
    data.hasResourceProperties('AWS::DynamoDB::GlobalTable', { TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true } }));

  it('[F 60] can be brought back to any second', () => {
    const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true };
    data.allResourcesProperties('AWS::DynamoDB::GlobalTable', { Replicas: [Match.objectLike({ PointInTimeRecoverySpecification })] });
  });

  it('[58] starts with secrets that let nobody in, by names that a person can find', () => {
    data.resourceCountIs('AWS::SecretsManager::Secret', PROVIDER_IDS.length + 1);
    data.allResourcesProperties('AWS::SecretsManager::Secret', { SecretString: '{}' });
    for (const part of [...PROVIDER_IDS, 'api'])
      data.hasResourceProperties('AWS::SecretsManager::Secret', { Name: `hookledger/dev/${part}` });
  });

  it('outlives its stack in production, and its tables cannot be deleted', () => {
    const { data: production } = templatesOf('prod', PRODUCTION);
    for (const type of ['AWS::DynamoDB::GlobalTable', 'AWS::SQS::Queue', 'AWS::SecretsManager::Secret']) {
      production.allResources(type, { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    }
    const Replicas = [Match.objectLike({ DeletionProtectionEnabled: true })];
    production.allResourcesProperties('AWS::DynamoDB::GlobalTable', { Replicas });
  });
});
