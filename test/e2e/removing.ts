import { UpdateTerminationProtectionCommand } from '@aws-sdk/client-cloudformation';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { GetQueueUrlCommand } from '@aws-sdk/client-sqs';
import { check } from './check.ts';
import type { Deployed } from './deploy.ts';
import type { Steps } from './steps.ts';

/** `cdk destroy` of a stage that keeps its data: refused first, and when it is allowed the tables stay with every row. */
export const removing = async ({ step }: Steps, deployed: Deployed): Promise<void> => {
  const { cdk, assembly, clients, deployment } = deployed;
  const [data = ''] = deployed.stacks.filter((name) => name.endsWith('-data'));
  const tables = deployment.idsOf('AWS::DynamoDB::GlobalTable');
  const rows = await rowsOf(deployed, tables);
  await step('cdk destroy of what may be thrown away leaves the ledger', async () => {
    await cdk.destroy(assembly, ...deployed.stacks.filter((name) => name !== data));
    check('rows by table', await rowsOf(deployed, tables), rows);
  });
  await step('cdk destroy of the data is refused', async () => {
    const refused = await cdk.destroy(assembly, data).then(
      () => false,
      () => true,
    );
    check('whether it was refused', refused, true);
  });
  await step('... and when it is allowed, tables and queues are kept', async () => {
    await clients.cloudFormation.send(new UpdateTerminationProtectionCommand({ StackName: data, EnableTerminationProtection: false }));
    await cdk.destroy(assembly, data);
    check('tables', tables.length, 4);
    check('rows by table', await rowsOf(deployed, tables), rows);
    for (const queue of deployment.idsOf('AWS::SQS::Queue'))
      await clients.sqs.send(new GetQueueUrlCommand({ QueueName: queue.slice(queue.lastIndexOf('/') + 1) }));
    return `${rows.join(' + ')} rows in ${tables.length} tables`;
  });
};

const rowsOf = ({ clients: { dynamoDb } }: Deployed, tables: readonly string[]): Promise<readonly number[]> =>
  Promise.all(tables.map(async (TableName) => (await dynamoDb.send(new ScanCommand({ TableName, Select: 'COUNT' }))).Count ?? 0));
