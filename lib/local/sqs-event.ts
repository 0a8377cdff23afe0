import type { Message } from '@aws-sdk/client-sqs';
import type { SQSEvent, SQSRecord } from 'aws-lambda';

/** Received messages as Lambda hands them to a function. We send no message attributes. */
export const toSqsEvent = (messages: readonly Message[]): SQSEvent => ({ Records: messages.map(toRecord) });

const toRecord = ({ MessageId = '', ReceiptHandle = '', Body = '', MD5OfBody = '', Attributes = {} }: Message): SQSRecord => ({
  messageId: MessageId,
  receiptHandle: ReceiptHandle,
  body: Body,
  attributes: {
    ApproximateReceiveCount: Attributes.ApproximateReceiveCount ?? '1',
    SentTimestamp: Attributes.SentTimestamp ?? '0',
    SenderId: Attributes.SenderId ?? '000000000000',
    ApproximateFirstReceiveTimestamp: Attributes.ApproximateFirstReceiveTimestamp ?? '0',
  },
  messageAttributes: {},
  md5OfBody: MD5OfBody,
  eventSource: 'aws:sqs',
  eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:hookledger-deliveries',
  awsRegion: 'us-east-1',
});
