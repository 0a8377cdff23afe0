import { setTimeout as sleep } from 'node:timers/promises';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { createFakeQueue, type FakeQueue, type StoredMessage } from './fake-queue.ts';

export const QUEUE_URL = 'https://sqs.example.com/queue';
export const DEAD_LETTER_URL = 'https://sqs.example.com/dead';

/** What becomes of a send: stored and said so, refused, stored with the answer lost, or stored so late that nobody waits for it. */
export type SendFate = 'done' | 'refused' | 'ack lost' | 'late';

type Options = { readonly visibilitySeconds?: number; readonly maxReceives?: number; readonly fate?: () => SendFate };

/** Text that SQS takes: tab, line ends, and everything printable. */
const SQS_TEXT = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;
const MAX_BYTES = 1024 * 1024;
const DAY_SECONDS = 86_400;
const LATE_MS = 60_000;
const IDLE_MS = 5;
const START = 1_772_366_400_000;

const sqsError = (name: string): Error => Object.assign(new Error(name), { name });

/**
 * SQS in memory, behind the client of the SDK, for faults that no emulator has: a standard queue with its dead letters, on a clock that
 * a test turns. A receive that waits turns it to the next message. It passes the contract of queues.
 */
export const createFakeSqs = ({ visibilitySeconds = 180, maxReceives = 5, fate = () => 'done' }: Options = {}) => {
  let time = START;
  let ids = 0;
  const now = () => time;
  const newId = () => `id-${++ids}`;
  const dead = createFakeQueue({ now, newId, retentionSeconds: 14 * DAY_SECONDS });
  const queue = createFakeQueue({ now, newId, retentionSeconds: 4 * DAY_SECONDS, givingUp: { after: maxReceives, to: dead } });
  const queueOf = (url: string | undefined): FakeQueue => {
    if (url === QUEUE_URL) return queue;
    if (url === DEAD_LETTER_URL) return dead;
    throw sqsError('QueueDoesNotExist');
  };
  const waitForNext = (at: FakeQueue, seconds: number): void => {
    const next = at.nextVisibleAt();
    if (next > time && next <= time + seconds * 1000) time = next;
  };

  const answer = (command: unknown): object => {
    if (command instanceof SendMessageCommand) return sendTo(queueOf(command.input.QueueUrl), command.input, fate());
    if (command instanceof ReceiveMessageCommand) {
      const { QueueUrl, MaxNumberOfMessages = 1, VisibilityTimeout = visibilitySeconds, WaitTimeSeconds = 0 } = command.input;
      waitForNext(queueOf(QueueUrl), WaitTimeSeconds);
      return { Messages: queueOf(QueueUrl).receive(MaxNumberOfMessages, VisibilityTimeout).map(toMessage) };
    }
    return answerOthers(queueOf, command);
  };

  const client = {
    // A turn of its own, so that whoever polls lets others go on.
    send: async (command: unknown, { abortSignal }: { readonly abortSignal?: AbortSignal } = {}) => {
      await new Promise(setImmediate);
      abortSignal?.throwIfAborted();
      const told = answer(command);
      if (command instanceof ReceiveMessageCommand && isIdle(command, told)) await sleep(IDLE_MS);
      return told;
    },
  };
  return {
    // The overloads of the SDK's client are more than a fake can have.
    client: client as unknown as SQSClient,
    put: (body: string) => queue.put(body),
    bury: (body: string) => dead.put(body),
    pass: (milliseconds: number): void => {
      time += milliseconds;
    },
    now,
    texts: (url = QUEUE_URL) => queueOf(url).texts(),
  };
};

const sendTo = (queue: FakeQueue, { MessageBody = '', DelaySeconds = 0 }: SendMessageCommand['input'], fate: SendFate): object => {
  if (!SQS_TEXT.test(MessageBody)) throw sqsError('InvalidMessageContents');
  if (Buffer.byteLength(MessageBody) > MAX_BYTES) throw sqsError('InvalidParameterValue');
  if (fate === 'refused') throw sqsError('ThrottlingException');
  queue.put(MessageBody, DelaySeconds * 1000 + (fate === 'late' ? LATE_MS : 0));
  if (fate !== 'done') throw sqsError('TimeoutError');
  return {};
};

/** A receipt begins with the id of its message. */
const idOf = (receipt = ''): string => receipt.split(' ', 1)[0] ?? '';

const answerOthers = (queueOf: (url: string | undefined) => FakeQueue, command: unknown): object => {
  if (command instanceof GetQueueAttributesCommand) return { Attributes: attributesOf(queueOf(command.input.QueueUrl)) };
  if (command instanceof DeleteMessageCommand) queueOf(command.input.QueueUrl).remove(idOf(command.input.ReceiptHandle));
  else if (command instanceof DeleteMessageBatchCommand) {
    for (const { ReceiptHandle } of command.input.Entries ?? []) queueOf(command.input.QueueUrl).remove(idOf(ReceiptHandle));
  } else if (command instanceof ChangeMessageVisibilityCommand) {
    const { QueueUrl, ReceiptHandle, VisibilityTimeout = 0 } = command.input;
    queueOf(QueueUrl).hide(idOf(ReceiptHandle), VisibilityTimeout);
  } else throw new Error('The fake of SQS does not know this command');
  return {};
};

const attributesOf = (queue: FakeQueue) => {
  const { visible, delayed, inFlight } = queue.depth();
  return {
    ApproximateNumberOfMessages: `${visible}`,
    ApproximateNumberOfMessagesDelayed: `${delayed}`,
    ApproximateNumberOfMessagesNotVisible: `${inFlight}`,
  };
};

/** Nothing came to somebody who would wait: real time goes by, so that a poller does not take it all. */
const isIdle = ({ input }: ReceiveMessageCommand, told: object): boolean =>
  (input.WaitTimeSeconds ?? 0) > 1 && JSON.stringify(told) === '{"Messages":[]}';

const toMessage = ({ id, body, sentAt, receives }: StoredMessage): Message => ({
  MessageId: id,
  ReceiptHandle: `${id} ${receives}`,
  Body: body,
  Attributes: { SentTimestamp: `${sentAt}`, ApproximateReceiveCount: `${receives}` },
});
