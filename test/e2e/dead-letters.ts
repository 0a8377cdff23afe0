import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { TEST_WITHIN_MS } from '../support/limits.ts';
import { eventually } from '../support/local-process.ts';
import type { Account } from './account.ts';
import { changeEnvironment } from './change-function.ts';
import { check } from './check.ts';
import { liveTestkits } from './live-testkits.ts';
import type { Steps } from './steps.ts';
import { withRedeliveryAfter } from './visibility.ts';

/** What the processor cannot do without. */
const LOST = 'HOOKLEDGER_TABLE_TRANSACTIONS';
const MAX_RECEIVES = 5;

/** A processor that fails: its messages come again, lie in the dead-letter queue in the end, and are put back when it is mended. */
export const deadLetters = async ({ step, needed }: Steps, account: Account): Promise<void> => {
  const { team } = account;
  const payments = liveTestkits.map((testkit) => ({ testkit, ...team.pay(testkit) }));
  await withRedeliveryAfter(account, 1, async () => {
    await withoutTable(account, async () => {
      await needed('A processor that fails: webhooks are answered 200 all the same', async () => {
        for (const { testkit, body } of payments) check('the answer', await team.send(testkit, body), 200);
      });
      await needed('... are delivered again, and lie in the dead-letter queue in the end', async () => {
        await eventually(async () => (await deadLettersOf(account)) >= payments.length, TEST_WITHIN_MS);
        await eventually(async () => (await team.deadDeliveries()).length === payments.length, TEST_WITHIN_MS);
        const receives = await team.deadDeliveries();
        check('letters received often enough', receives.filter((count) => count >= MAX_RECEIVES).length, payments.length);
        for (const { key } of payments) check('the row', (await team.transaction(key)).status, 404);
        return `received ${receives.join(', ')} times, looks included`;
      });
    });
    await team.untilQuiet();
  });
  // The sweeper's sign of life, which passes the queue every minute, may lie there too.
  await step('Mended: a dry run of the redrive counts them', async () => {
    const job = await redrive(account, { dry_run: true });
    check('whether it counts them', Number(job['total']) >= payments.length, true);
    check('whether they are still there', (await deadLettersOf(account)) >= payments.length, true);
    return JSON.stringify(job['money']);
  });
  await step('... the redrive puts them back, and each is recorded once', async () => {
    const job = await redrive(account, {});
    check('whether it put them back', Number(job['done']) >= payments.length, true);
    const booked = await team.untilBooked();
    check('left in the dead-letter queue', await deadLettersOf(account), 0);
    return booked;
  });
};

const redrive = async ({ team }: Account, wish: object) => {
  const { status, body } = await team.post('/v1/queue/redrive', wish);
  return team.untilDone(status, body.data['id']);
};

/** Takes from the processor for a while what it is told of a table. */
const withoutTable = async ({ clients, deployment }: Account, act: () => Promise<void>): Promise<void> => {
  const table = await deployment.told('processor', LOST);
  await changeEnvironment(clients, deployment, 'processor', ({ [LOST]: _, ...rest }) => rest);
  try {
    await act();
  } finally {
    await changeEnvironment(clients, deployment, 'processor', (variables) => ({ ...variables, [LOST]: table }));
  }
};

/** Counted without a look at them, which would hide them for a while. */
const deadLettersOf = async ({ clients: { sqs }, deployment }: Account): Promise<number> => {
  const QueueUrl = await deployment.told('processor', 'HOOKLEDGER_DEAD_LETTER_QUEUE_URL');
  const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  const { Attributes = {} } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...names] }));
  return names.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
};
