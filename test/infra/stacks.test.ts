import { Match } from 'aws-cdk-lib/assertions';
import { PROVIDER_IDS } from '../../functions/domain/keys.ts';
import { createTableInputs, LOCAL_TABLE_NAMES } from '../../functions/ledger/tables.ts';
import { grantsOf, importOf, templatesOf } from './stacks.ts';

const { data, functions } = templatesOf('dev');

const DAY = 86_400;
const QUEUE = importOf(data, 'DeliveriesQueue');
const DEAD_LETTERS = importOf(data, 'DeliveriesDeadLetters');
const TABLES = ['Customers', 'Transactions', 'Subscriptions', 'Events'].map((id) => importOf(data, id));

const SEND = ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:SendMessage'];
const LOOK = ['sqs:ChangeMessageVisibility', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'];
const RECEIVE = ['sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:ReceiveMessage'];
const READ_SECRET = ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'];

/** What a function may do, tables aside, and on what. */
const othersOf = (id: string) => grantsOf(functions, id).filter(([action]) => !action.startsWith('dynamodb:'));

const on = (actions: readonly string[], resource: string) => actions.map((action) => [action, [resource]]);

describe('the HTTP API', () => {
  it('takes POST at the webhook address of each provider; all else is for the API function', () => {
    const routes = Object.values(functions.findResources('AWS::ApiGatewayV2::Route')).map(({ Properties }) => Properties.RouteKey);
    expect(routes.sort()).toEqual(['ANY /{proxy+}', ...PROVIDER_IDS.map((id) => `POST /webhooks/${id}`)].sort());
  });

  it('[15] is throttled', () => {
    const DefaultRouteSettings = { ThrottlingRateLimit: Match.anyValue(), ThrottlingBurstLimit: Match.anyValue() };
    functions.hasResourceProperties('AWS::ApiGatewayV2::Stage', { DefaultRouteSettings });
  });
});

describe('what a function may do', () => {
  it.each(PROVIDER_IDS)('for webhooks of %s: send to the queue, read its own secret, and nothing else', (id) => {
    const expected = [...on(SEND, QUEUE), ...on(READ_SECRET, importOf(data, id))];
    expect([...grantsOf(functions, `Ingest${id}`)].sort()).toEqual(expected.sort());
  });

  it('for all: write its own log, by the only policy that is not ours', () => {
    const roles = Object.values(functions.findResources('AWS::IAM::Role')).map(({ Properties }) =>
      JSON.stringify(Properties.ManagedPolicyArns),
    );
    expect([...new Set(roles)]).toEqual([expect.stringMatching(/^[^/]*policy\/service-role\/AWSLambdaBasicExecutionRole"[^/]*$/)]);
  });

  it('as the API: read its keys, send to the queue', () =>
    expect(othersOf('Api').sort()).toEqual(
      [...on(READ_SECRET, importOf(data, 'api')), ...on(SEND, QUEUE), ...on(LOOK, DEAD_LETTERS)].sort(),
    ));

  it('as the processor: receive from the queue and send to it, and empty the dead-letter queue', () =>
    expect(othersOf('Processor').sort()).toEqual([...on(RECEIVE, QUEUE), ...on(SEND, QUEUE), ...on(RECEIVE, DEAD_LETTERS)].sort()));

  it('as the sweeper: send to the queue', () => expect(othersOf('Sweeper').sort()).toEqual(on(SEND, QUEUE)));

  it.each(['Api', 'Processor', 'Sweeper'])('as %s: use the four tables and their indexes, and no others', (id) => {
    const resources = grantsOf(functions, id)
      .filter(([action]) => action.startsWith('dynamodb:'))
      .map(([, names]) => names);
    const indexes = TABLES.map((table) => `{"Fn::Join":["",[${table},"/index/*"]]}`);
    for (const names of resources) expect([...names].sort()).toEqual([...TABLES, ...indexes].sort());
    expect(resources).not.toEqual([]);
  });
});

describe('the functions', () => {
  it('are one for each provider, and three more, all on the same runtime', () => {
    functions.resourceCountIs('AWS::Lambda::Function', PROVIDER_IDS.length + 3);
    functions.allResourcesProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
    });
  });

  it('include a sweeper that a schedule starts every minute', () =>
    functions.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(1 minute)', Targets: [Match.anyValue()] }));
});

describe('the queue', () => {
  it('takes 1 MiB, keeps it 4 days, hides it for six times the time of the processor, and gives it up after 5 receives', () =>
    data.hasResourceProperties('AWS::SQS::Queue', {
      MaximumMessageSize: 1024 * 1024,
      MessageRetentionPeriod: 4 * DAY,
      VisibilityTimeout: 6 * timeoutOf('Processor'),
      RedrivePolicy: { maxReceiveCount: 5, deadLetterTargetArn: Match.anyValue() },
    }));

  it('leaves what was given up to people for 14 days', () =>
    data.hasResourceProperties('AWS::SQS::Queue', { MessageRetentionPeriod: 14 * DAY, RedrivePolicy: Match.absent() }));

  it('is closed to plain http, and so is the dead-letter queue', () => {
    const Statement = [Match.objectLike({ Effect: 'Deny', Action: 'sqs:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })];
    data.allResourcesProperties('AWS::SQS::QueuePolicy', { PolicyDocument: { Statement } });
    data.resourceCountIs('AWS::SQS::QueuePolicy', 2);
  });

  it('hands batches to the processor, which reports what failed, only so many at once', () =>
    functions.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: JSON.parse(QUEUE),
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: Match.anyValue() },
    }));
});

const timeoutOf = (id: string): number => {
  const found = Object.entries(functions.findResources('AWS::Lambda::Function')).find(([name]) => name.startsWith(id));
  return Number(found?.[1].Properties.Timeout);
};

describe('the data', () => {
  it.each(createTableInputs(LOCAL_TABLE_NAMES))('keeps the table $TableName by the keys and indexes that it has on a laptop', (table) => {
    const { BillingMode, KeySchema, GlobalSecondaryIndexes } = table;
    data.hasResourceProperties('AWS::DynamoDB::GlobalTable', { BillingMode, KeySchema, GlobalSecondaryIndexes });
  });

  it('lets finished events go', () =>
    data.hasResourceProperties('AWS::DynamoDB::GlobalTable', { TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true } }));

  it('can be brought back to any second', () => {
    const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true };
    data.allResourcesProperties('AWS::DynamoDB::GlobalTable', { Replicas: [Match.objectLike({ PointInTimeRecoverySpecification })] });
  });

  it('[58] starts with secrets that let nobody in', () => {
    data.resourceCountIs('AWS::SecretsManager::Secret', PROVIDER_IDS.length + 1);
    data.allResourcesProperties('AWS::SecretsManager::Secret', { SecretString: '{}' });
  });

  it('outlives its stack in production, and its tables cannot be deleted', () => {
    const { data: production } = templatesOf('prod');
    for (const type of ['AWS::DynamoDB::GlobalTable', 'AWS::SQS::Queue', 'AWS::SecretsManager::Secret']) {
      production.allResources(type, { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    }
    const Replicas = [Match.objectLike({ DeletionProtectionEnabled: true })];
    production.allResourcesProperties('AWS::DynamoDB::GlobalTable', { Replicas });
  });
});

it('deploys no stage that nobody configured', () => expect(() => templatesOf('toString')).toThrow('There is no stage toString'));
