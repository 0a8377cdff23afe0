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

export const QUEUE_URL = 'https://sqs.example.com/queue';
export const DEAD_LETTER_URL = 'https://sqs.example.com/dead';

/** What becomes of a send: stored and said so, refused, stored with the answer lost, or stored so late that nobody waits for it. */
export type SendFate = 'done' | 'refused' | 'ack lost' | 'late';

type Options = {
  readonly visibilitySeconds?: number;
  readonly maxReceives?: number;
  readonly retentionSeconds?: number;
  readonly deadRetentionSeconds?: number;
  readonly fate?: () => SendFate;
};

type Stored = { readonly id: string; readonly body: string; readonly sentAt: number; visibleAt: number; receives: number };
/** Text that SQS takes: tab, line ends, and everything printable. */
const SQS_TEXT = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;
const MAX_BYTES = 1024 * 1024;
const DAY_SECONDS = 86_400;
const LATE_MS = 60_000;

const sqsError = (name: string): Error => Object.assign(new Error(name), { name });

/**
 * SQS in memory, behind the client of the SDK, for faults that no emulator has: a standard queue with its dead letters, on a clock that
 * a test turns. A receive that waits turns it to the next message. It passes the contract of queues.
 */
export const createFakeSqs = (options: Options = {}) => {
  const { visibilitySeconds = 180, maxReceives = 5, retentionSeconds = 4 * DAY_SECONDS, deadRetentionSeconds = 14 * DAY_SECONDS } = options;
  const queues = { [QUEUE_URL]: new Map<string, Stored>(), [DEAD_LETTER_URL]: new Map<string, Stored>() };
  let now = 1_772_366_400_000;
  let ids = 0;
  const newId = () => `id-${++ids}`;
  const queueOf = (url = ''): Map<string, Stored> => {
    const queue = Reflect.get(queues, url);
    if (queue === undefined) throw sqsError('QueueDoesNotExist');
    return queue;
  };

  /** What is kept no longer, by when it was first sent: moving it to the dead letters does not make it younger. */
  const forget = (): void => {
    for (const [url, seconds] of [
      [QUEUE_URL, retentionSeconds],
      [DEAD_LETTER_URL, deadRetentionSeconds],
    ] as const) {
      for (const [id, { sentAt }] of queueOf(url)) if (sentAt + seconds * 1000 <= now) queueOf(url).delete(id);
    }
  };

  const put = (url: string, body: string, delayMs = 0): void => {
    const id = newId();
    queueOf(url).set(id, { id, body, sentAt: now, visibleAt: now + delayMs, receives: 0 });
  };

  const send = ({ QueueUrl = '', MessageBody = '', DelaySeconds = 0 }: SendMessageCommand['input']): void => {
    if (!SQS_TEXT.test(MessageBody)) throw sqsError('InvalidMessageContents');
    if (Buffer.byteLength(MessageBody) > MAX_BYTES) throw sqsError('InvalidParameterValue');
    const fate = options.fate?.() ?? 'done';
    if (fate === 'refused') throw sqsError('ThrottlingException');
    put(QueueUrl, MessageBody, DelaySeconds * 1000 + (fate === 'late' ? LATE_MS : 0));
    if (fate !== 'done') throw sqsError('TimeoutError');
  };

  const bury = (message: Stored): void => {
    queueOf(QUEUE_URL).delete(message.id);
    queueOf(DEAD_LETTER_URL).set(message.id, { ...message, visibleAt: now });
  };

  const visibleIn = (url = ''): readonly Stored[] => [...queueOf(url).values()].filter(({ visibleAt }) => visibleAt <= now);

  const receive = ({ QueueUrl = '', MaxNumberOfMessages = 1, VisibilityTimeout, WaitTimeSeconds = 0 }: ReceiveMessageCommand['input']) => {
    forget();
    const next = Math.min(...[...queueOf(QueueUrl).values()].map(({ visibleAt }) => visibleAt));
    if (next > now) now = Math.min(next, now + WaitTimeSeconds * 1000);
    const received: Message[] = [];
    for (const message of visibleIn(QueueUrl)) {
      if (received.length >= MaxNumberOfMessages) break;
      if (QueueUrl === QUEUE_URL && message.receives >= maxReceives) {
        bury(message);
        continue;
      }
      message.receives += 1;
      message.visibleAt = now + (VisibilityTimeout ?? visibilitySeconds) * 1000;
      received.push(toMessage(message));
    }
    return { Messages: received };
  };

  /** A receipt is good until the message is received once more, but for a delete, which SQS takes late too. */
  const remove = (url: string, receipt = ''): void => void queueOf(url).delete(receipt.split(' ', 1)[0] ?? '');

  const depths = (url = '') => {
    forget();
    const all = [...queueOf(url).values()];
    const isDelayed = ({ receives, visibleAt }: Stored) => receives === 0 && visibleAt > now;
    const visible = all.filter(({ visibleAt }) => visibleAt <= now).length;
    const delayed = all.filter(isDelayed).length;
    return {
      Attributes: {
        ApproximateNumberOfMessages: `${visible}`,
        ApproximateNumberOfMessagesDelayed: `${delayed}`,
        ApproximateNumberOfMessagesNotVisible: `${all.length - visible - delayed}`,
      },
    };
  };

  const answer = (command: unknown): unknown => {
    if (command instanceof SendMessageCommand) return send(command.input) ?? {};
    if (command instanceof ReceiveMessageCommand) return receive(command.input);
    if (command instanceof GetQueueAttributesCommand) return depths(command.input.QueueUrl);
    if (command instanceof DeleteMessageCommand) return remove(command.input.QueueUrl ?? '', command.input.ReceiptHandle) ?? {};
    if (command instanceof DeleteMessageBatchCommand) {
      for (const { ReceiptHandle } of command.input.Entries ?? []) remove(command.input.QueueUrl ?? '', ReceiptHandle);
      return {};
    }
    if (command instanceof ChangeMessageVisibilityCommand) {
      const { QueueUrl, ReceiptHandle = '', VisibilityTimeout = 0 } = command.input;
      const message = queueOf(QueueUrl).get(ReceiptHandle.split(' ', 1)[0] ?? '');
      if (message !== undefined) message.visibleAt = now + VisibilityTimeout * 1000;
      return {};
    }
    throw new Error('The fake of SQS does not know this command');
  };

  const client = {
    // A turn of its own, so that whoever polls lets others go on.
    send: async (command: unknown, { abortSignal }: { readonly abortSignal?: AbortSignal } = {}) => {
      await new Promise(setImmediate);
      abortSignal?.throwIfAborted();
      return answer(command);
    },
  };
  return {
    // The overloads of the SDK's client are more than a fake can have.
    client: client as unknown as SQSClient,
    put: (body: string) => put(QUEUE_URL, body),
    bury: (body: string) => put(DEAD_LETTER_URL, body),
    pass: (milliseconds: number): void => {
      now += milliseconds;
    },
    now: () => now,
    texts: (url = QUEUE_URL) => [...queueOf(url).values()].map(({ body }) => body),
  };
};

const toMessage = ({ id, body, sentAt, receives }: Stored): Message => ({
  MessageId: id,
  ReceiptHandle: `${id} ${receives}`,
  Body: body,
  Attributes: { SentTimestamp: `${sentAt}`, ApproximateReceiveCount: `${receives}` },
});

export type FakeSqs = ReturnType<typeof createFakeSqs>;
