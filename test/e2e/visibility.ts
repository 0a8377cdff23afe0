import { SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { Account } from './account.ts';

/** As deployed: six times the processor's timeout. */
const DEPLOYED_SECONDS = 180;

/** What fails or is cut short meanwhile comes again after so many seconds instead of minutes: the one thing not as deployed. */
export const withRedeliveryAfter = async <T>(
  { clients: { sqs }, deployment }: Account,
  seconds: number,
  act: () => Promise<T>,
): Promise<T> => {
  const QueueUrl = await deployment.told('processor', 'HOOKLEDGER_QUEUE_URL');
  const set = (visibility: number) =>
    sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: String(visibility) } }));
  await set(seconds);
  try {
    return await act();
  } finally {
    await set(DEPLOYED_SECONDS);
  }
};
