import { GetQueueAttributesCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { eventually } from '../support/local-process.ts';
import { testkits } from '../support/testkits.ts';
import { changeEnvironment } from './change-function.ts';
import { check } from './check.ts';
import type { Clients } from './clients.ts';
import type { Deployment } from './deployment.ts';
import type { Steps } from './steps.ts';
import type { Team } from './team.ts';

const WITHIN_MS = 90_000;
/** What the processor cannot do without. */
const LOST = 'HOOKLEDGER_TABLE_TRANSACTIONS';
const MAX_RECEIVES = 5;

export type Account = { readonly clients: Clients; readonly deployment: Deployment; readonly team: Team };

/** A processor that fails: its messages come again, lie in the dead-letter queue in the end, and are put back when it is mended. */
export const deadLetters = async ({ step, needed }: Steps, account: Account): Promise<void> => {
  const { team } = account;
  const table = await account.deployment.told('processor', LOST);
  const restoreVisibility = await shortenVisibility(account);
  await changeEnvironment(account.clients, account.deployment, 'processor', ({ [LOST]: _, ...rest }) => rest);
  const payments = testkits.map((testkit) => ({ testkit, ...team.pay(testkit) }));
  try {
    await needed('A processor that fails: webhooks are answered 200 all the same', async () => {
      for (const { testkit, body } of payments) check('the answer', await team.send(testkit, body), 200);
    });
    await needed('... are delivered again, and lie in the dead-letter queue in the end', async () => {
      await eventually(async () => (await deadLettersOf(account)) === payments.length, WITHIN_MS);
      const { receives } = await team.queue();
      check('letters received often enough', receives.filter((count) => count >= MAX_RECEIVES).length, payments.length);
      for (const { key } of payments) check('the row', (await team.transaction(key)).status, 404);
      return `received ${receives.join(', ')} times, looks included`;
    });
  } finally {
    await changeEnvironment(account.clients, account.deployment, 'processor', (variables) => ({ ...variables, [LOST]: table }));
  }
  await step('Mended: a dry run of the redrive counts them', async () => {
    const job = await team.untilDone(await team.post('/v1/queue/redrive', { dry_run: true }));
    check('messages', job['total'], payments.length);
    check('still in the dead-letter queue', await deadLettersOf(account), payments.length);
    return JSON.stringify(job['money']);
  });
  await step('... the redrive puts them back, and each is recorded once', async () => {
    const job = await team.untilDone(await team.post('/v1/queue/redrive', {}));
    check('messages', job['done'], payments.length);
    const booked = await team.untilBooked();
    check('left in the dead-letter queue', await deadLettersOf(account), 0);
    return booked;
  });
  await restoreVisibility();
};

/** Counted without a look at them, which would hide them for a while. */
const deadLettersOf = async ({ clients: { sqs }, deployment }: Account): Promise<number> => {
  const QueueUrl = await deployment.told('processor', 'HOOKLEDGER_DEAD_LETTER_QUEUE_URL');
  const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  const { Attributes = {} } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...names] }));
  return names.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
};

/** A message that failed comes again after a second instead of minutes: the one thing here that is not as deployed. */
const shortenVisibility = async ({ clients: { sqs }, deployment }: Account): Promise<() => Promise<void>> => {
  const QueueUrl = await deployment.told('processor', 'HOOKLEDGER_QUEUE_URL');
  const set = async (seconds: number): Promise<void> => {
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: String(seconds) } }));
  };
  await set(1);
  return () => set(180);
};
