import * as z from 'zod';
import { eventually } from '../support/local-process.ts';
import type { Account } from './account.ts';
import { check } from './check.ts';
import { takeAway } from './grants.ts';
import { liveTestkitOf } from './live-testkits.ts';
import type { Steps } from './steps.ts';
import { withRedeliveryAfter } from './visibility.ts';

/** The provider whose functions lose a grant. */
const PROVIDER = 'stripe';

/** A function without one of its grants: the provider or the queue sees it, and nothing is lost. */
export const permissions = async ({ step }: Steps, account: Account): Promise<void> => {
  await step('Without its grant to send to the queue an ingest function answers 503', () => withoutQueue(account));
  await step('Without its grant to write the processor is handed a payment again and again, until it may', () =>
    withRedeliveryAfter(account, 1, () => withoutWrite(account)),
  );
};

const withoutQueue = async ({ clients, deployment, team }: Account): Promise<string> => {
  const giveBack = await takeAway(clients, deployment, { from: `ingest-${PROVIDER}`, action: 'sqs:SendMessage' });
  const testkit = liveTestkitOf(PROVIDER);
  const { body } = team.pay(testkit);
  try {
    check('the answer', await team.send(testkit, body), 503);
  } finally {
    await giveBack();
  }
  check('the answer with the grant', await team.send(testkit, body), 200);
  return team.untilBooked();
};

const withoutWrite = async (account: Account): Promise<string> => {
  const { clients, deployment, team } = account;
  const giveBack = await takeAway(clients, deployment, { from: 'processor', action: 'dynamodb:PutItem' });
  const testkit = liveTestkitOf(PROVIDER);
  const { key, body } = team.pay(testkit);
  try {
    check('the answer', await team.send(testkit, body), 200);
    await eventually(async () => (await receivesOf(account)).some((count) => count > 1));
    check('the row', (await team.transaction(key)).status, 404);
  } finally {
    await giveBack();
  }
  const booked = await team.untilBooked();
  await team.untilQuiet();
  return booked;
};

const byQueue = z.record(z.string(), z.array(z.object({ ReceiveCount: z.number() })));
const messagesSchema = z.object({ messages: z.record(z.string(), z.record(z.string(), byQueue)) });

/** How often each message of the queue was received: AWS tells nobody who does not receive it too; the emulator does. */
const receivesOf = async ({ endpoint, deployment }: Account): Promise<readonly number[]> => {
  const queue = encodeURIComponent(await deployment.told('processor', 'HOOKLEDGER_QUEUE_URL'));
  const { messages } = messagesSchema.parse(await (await fetch(`${endpoint}/_ministack/sqs/messages?QueueUrl=${queue}`)).json());
  const regions = Object.values(messages).flatMap((account) => Object.values(account));
  return regions.flatMap((queues) => Object.values(queues).flat()).map(({ ReceiveCount }) => ReceiveCount);
};
