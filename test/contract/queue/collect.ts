import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import type { QueueUnderTest } from '../queue.ts';

/** What is reported as failed of a batch; nothing unless told. */
type Fail = (record: SQSRecord) => boolean;

const failedOf = (records: readonly SQSRecord[], fail: Fail): SQSBatchResponse => ({
  batchItemFailures: records.filter(fail).map(({ messageId }) => ({ itemIdentifier: messageId })),
});

/** Polls, and keeps every batch that was handed over. */
export const collect = (queue: QueueUnderTest, fail: Fail = () => false) => {
  const batches: (readonly SQSRecord[])[] = [];
  queue.poll(async ({ Records }) => {
    batches.push(Records);
    return failedOf(Records, fail);
  });
  const records = (): readonly SQSRecord[] => batches.flat();
  return { batches, records };
};

export const isEmpty = async ({ admin }: Pick<QueueUnderTest, 'admin'>): Promise<boolean> => {
  const { queue } = await admin.depths();
  return queue.visible + queue.inFlight + queue.delayed === 0;
};

export const receivesOf = ({ attributes }: SQSRecord): number => Number(attributes.ApproximateReceiveCount);
