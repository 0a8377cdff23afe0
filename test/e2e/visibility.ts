import { SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { Account } from './account.ts';

/** As deployed: six times the processor's timeout. */
const DEPLOYED_SECONDS = 180;

/** A message that fails meanwhile comes again after a second instead of minutes: the one thing that is not as deployed. */
export const withQuickRedelivery = async <T>({ clients: { sqs }, deployment }: Account, act: () => Promise<T>): Promise<T> => {
  const QueueUrl = await deployment.told('processor', 'HOOKLEDGER_QUEUE_URL');
  const set = (seconds: number) =>
    sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: String(seconds) } }));
  await set(1);
  try {
    return await act();
  } finally {
    await set(DEPLOYED_SECONDS);
  }
};
