import { InvokeCommand, ListEventSourceMappingsCommand, UpdateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import { PurgeQueueCommand } from '@aws-sdk/client-sqs';
import { eventually } from '../support/local-process.ts';
import type { Account } from './account.ts';
import { changeEnvironment } from './change-function.ts';
import { check } from './check.ts';
import { liveTestkits } from './live-testkits.ts';
import type { Steps } from './steps.ts';

/** The message that would have released a waiting payment is lost, as a crash may lose it; the sweeper finds the payment. */
export const sweeping = async ({ step }: Steps, account: Account): Promise<void> => {
  const [testkit] = liveTestkits;
  if (testkit === undefined) return;
  await step('The sweeper releases a payment whose message was lost', async () => {
    const { team } = account;
    const customerKey = 'customer-of-a-lost-message';
    const { key, body } = team.pay(testkit, { customerKey });
    await team.sendUntilTaken(testkit, body);
    const isWaiting = async () => (await team.get('/v1/waiting')).body.data.items.some((row) => row['key'] === key);
    await eventually(isWaiting);
    await team.untilQuiet();

    await whileNobodyPolls(account, async () => {
      check('the answer of the API', (await team.name(customerKey)).status, 201);
      await loseMessages(account);
    });
    check('whether it still waits', await isWaiting(), true);
    const swept = await sweep(account);
    await eventually(async () => (await team.transaction(key)).body.data['customer_key'] === customerKey);
    await team.untilBooked();
    return swept;
  });
};

/** Switches the queue's trigger off for a while. */
const whileNobodyPolls = async ({ clients: { lambda }, deployment }: Account, act: () => Promise<void>): Promise<void> => {
  const FunctionName = deployment.functionName('processor');
  const { EventSourceMappings: [mapping] = [] } = await lambda.send(new ListEventSourceMappingsCommand({ FunctionName }));
  const poll = (Enabled: boolean) => lambda.send(new UpdateEventSourceMappingCommand({ UUID: mapping?.UUID, Enabled }));
  await poll(false);
  try {
    await act();
  } finally {
    await poll(true);
  }
};

const loseMessages = async ({ clients: { sqs }, deployment }: Account): Promise<void> => {
  await sqs.send(new PurgeQueueCommand({ QueueUrl: await deployment.told('processor', 'HOOKLEDGER_QUEUE_URL') }));
};

/** Starts the sweeper anew, because one that runs looks at all entries every quarter of an hour only. What it says it did. */
const sweep = async ({ clients, deployment }: Account): Promise<string> => {
  await changeEnvironment(clients, deployment, 'sweeper', (variables) => ({ ...variables, STARTED_ANEW: '1' }));
  const answer = await clients.lambda.send(new InvokeCommand({ FunctionName: deployment.functionName('sweeper') }));
  const told = answer.Payload?.transformToString() ?? '';
  check('the error of the sweeper', answer.FunctionError, undefined);
  return told;
};
