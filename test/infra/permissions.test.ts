import { Template } from 'aws-cdk-lib/assertions';
import { PROVIDER_IDS } from '../../functions/domain/keys.ts';
import { oneStack } from './security/one-stack.ts';
import { permissionsOf } from './security/permissions.ts';
import { PRODUCTION } from './stacks.ts';

const stack = oneStack(PRODUCTION);
const PERMISSIONS = permissionsOf(stack);

const HOOKLEDGER = 'Team/Hookledger';

/** What a function may do, by resource; its own log aside. */
const rightsOf = (part: string): Readonly<Record<string, readonly string[]>> => {
  const own = PERMISSIONS.filter(({ role }) => role === `${HOOKLEDGER}/Service/${part}/Role`);
  const others = own.filter(({ resource }) => resource !== `${HOOKLEDGER}/Service/${part}/Logs`);
  return Object.fromEntries(others.map(({ resource, actions }) => [resource.replace(`${HOOKLEDGER}/Data/`, ''), [...actions].sort()]));
};

/** The tables alone, without `dynamodb:`. */
const tablesOf = (part: string): Readonly<Record<string, readonly string[]>> => {
  const rights = Object.entries(rightsOf(part)).filter(([, actions]) => actions.every((action) => action.startsWith('dynamodb:')));
  const short = (table: string) => table.replaceAll(`${HOOKLEDGER}/Data/`, '');
  return Object.fromEntries(rights.map(([table, actions]) => [short(table), actions.map((action) => action.slice('dynamodb:'.length))]));
};

const READ_SECRET = ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'];
const READ = ['BatchGetItem', 'GetItem', 'Query'];

describe('what a function may do', () => {
  it.each(PROVIDER_IDS)('for webhooks of %s: send to the queue, read its own secret, and nothing else', (id) =>
    expect(rightsOf(`Webhook-${id}/Ingest`)).toEqual({ 'Deliveries/Queue': ['sqs:SendMessage'], [`Secret-${id}`]: READ_SECRET }),
  );

  it('as the API: read its keys, send to the queue, look at both queues and delete from none', () =>
    expect(rightsOf('Api')).toMatchObject({
      'Secret-api': READ_SECRET,
      'Deliveries/Queue': ['sqs:GetQueueAttributes', 'sqs:SendMessage'],
      'Deliveries/DeadLetters': ['sqs:ChangeMessageVisibility', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
    }));

  it('as the API: read all tables, write what the team says, delete nothing', () => {
    expect(tablesOf('Api')).toEqual({
      Customers: ['BatchGetItem', 'GetItem', 'PutItem', 'Query', 'Scan'],
      'Customers/index/byPartner': ['Query'],
      Transactions: ['BatchGetItem', 'GetItem', 'PutItem', 'Query'],
      'Transactions/index/byCustomer': ['Query'],
      'Transactions/index/waiting': ['Query'],
      Subscriptions: READ,
      'Subscriptions/index/byCustomer': ['Query'],
      'Subscriptions/index/waiting': ['Query'],
      Events: ['BatchGetItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'],
      'Events/index/unreadable': ['Query'],
    });
  });

  it('as the processor: receive from the queue and send to it, and empty the dead-letter queue; read no secret', () => {
    const rights = rightsOf('Processor');
    expect(rights['Deliveries/Queue']).toEqual(expect.arrayContaining(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:SendMessage']));
    expect(rights['Deliveries/DeadLetters']).toEqual(['sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:ReceiveMessage']);
    expect(Object.keys(rights).filter((resource) => resource.includes('Secret'))).toEqual([]);
  });

  it('as the processor: delete no money, and scan events alone, for the jobs that replay and erase', () => {
    const tables = tablesOf('Processor');
    expect(tables['Transactions']).toEqual(['BatchGetItem', 'GetItem', 'PutItem', 'Query']);
    expect(tables['Subscriptions']).toEqual(['BatchGetItem', 'GetItem', 'PutItem', 'Query']);
    expect(Object.entries(tables).flatMap(([table, actions]) => (actions.includes('Scan') ? [table] : []))).toEqual(['Events']);
  });

  it('as the sweeper: send to the queue, and have no business with events and secrets', () => {
    const rights = rightsOf('Sweeper');
    expect(rights['Deliveries/Queue']).toEqual(['sqs:SendMessage']);
    expect(Object.keys(rights).filter((resource) => /Events|Secret|DeadLetters/.test(resource))).toEqual([]);
  });

  it('for all: write their own log', () => {
    const roles = new Set(PERMISSIONS.map(({ role }) => role));
    expect(roles.size).toBe(PROVIDER_IDS.length + 3);
    for (const role of roles) {
      expect(PERMISSIONS).toContainEqual({
        role,
        resource: role.replace(/Role$/, 'Logs'),
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      });
    }
  });
});

it('gives no role a policy of AWS, and every role to one function', () => {
  const template = Template.fromStack(stack);
  const roles = Object.values(template.findResources('AWS::IAM::Role'));
  expect(roles.filter(({ Properties }) => 'ManagedPolicyArns' in Properties || 'Policies' in Properties)).toEqual([]);
  const used = Object.values(template.findResources('AWS::Lambda::Function')).map(({ Properties }) => JSON.stringify(Properties.Role));
  expect(new Set(used).size).toBe(used.length);
});

describe('a wildcard', () => {
  const wildcards = (tracing: boolean) =>
    permissionsOf(oneStack({ ...PRODUCTION, tracing })).filter(({ resource, actions }) =>
      [resource, ...actions].some((text) => text.includes('*')),
    );

  it('is nowhere', () => expect(wildcards(false)).toEqual([]));

  it('is for tracing alone, where the stage has it on', () => {
    expect(new Set(wildcards(true).flatMap(({ actions }) => actions))).toEqual(
      new Set(['xray:PutTraceSegments', 'xray:PutTelemetryRecords']),
    );
  });
});
