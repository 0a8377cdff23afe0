import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { createBatchedSendText, NotSentError } from '../../lib/local/batched-send.ts';

type Entry = { readonly Id: string; readonly MessageBody: string; readonly DelaySeconds?: number };
type Answer = Readonly<Record<string, unknown>>;

const stored = ({ Id }: Entry) => ({ Id });

/** A queue that answers a batch when it is told to. */
const aQueue = () => {
  const batches: (readonly Entry[])[] = [];
  const answers: ((answer: Answer | Error) => void)[] = [];
  const send = (command: SendMessageBatchCommand) => {
    expect(command).toBeInstanceOf(SendMessageBatchCommand);
    batches.push(command.input.Entries as readonly Entry[]);
    return new Promise((resolve, reject) => answers.push((answer) => (answer instanceof Error ? reject(answer) : resolve(answer))));
  };
  const sendText = createBatchedSendText({ client: { send } as unknown as SQSClient, queueUrl: 'http://127.0.0.1/q', withinMs: 1_000 });
  const answer = async (batch: number, told: Answer | Error = { Successful: batches[batch]?.map(stored) }): Promise<void> => {
    answers[batch]?.(told);
    await new Promise(setImmediate);
  };
  return { sendText, answer, texts: () => batches.map((entries) => entries.map(({ MessageBody }) => MessageBody)), batches };
};

const texts = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `text ${index}`);

it('sends a lone text at once', async () => {
  const queue = aQueue();
  const sent = queue.sendText('alone', { delaySeconds: 7 });
  expect(queue.batches).toEqual([[{ Id: '0', MessageBody: 'alone', DelaySeconds: 7 }]]);
  await queue.answer(0);
  await expect(sent).resolves.toBeUndefined();
});

it('sends together what comes while a batch is on its way, ten at a time', async () => {
  const queue = aQueue();
  const sent = texts(14).map((text) => queue.sendText(text));
  expect(queue.texts()).toEqual([['text 0'], texts(11).slice(1)]);
  await queue.answer(0);
  expect(queue.texts().slice(2)).toEqual([texts(14).slice(11)]);
  await queue.answer(1);
  await queue.answer(2);
  await expect(Promise.all(sent)).resolves.toHaveLength(14);
  void queue.sendText('one more');
  expect(queue.texts()[3]).toEqual(['one more']);
});

it('has eight batches on their way at most', () => {
  const queue = aQueue();
  for (const text of texts(100)) void queue.sendText(text);
  expect(queue.texts()).toHaveLength(8);
});

it('resolves none before its own batch is answered', async () => {
  const queue = aQueue();
  const ends: string[] = [];
  for (const text of texts(3)) void queue.sendText(text).then(() => ends.push(text));
  await queue.answer(0);
  expect(ends).toEqual(['text 0']);
});

it('tells each text its own fate', async () => {
  const queue = aQueue();
  const sent = texts(3).map((text) => queue.sendText(text));
  await queue.answer(0);
  const ends = Promise.allSettled(sent.slice(1));
  await queue.answer(1, { Successful: [{ Id: '1' }], Failed: [{ Id: '0', Code: 'InternalError' }] });
  expect(await ends).toEqual([
    { status: 'rejected', reason: new NotSentError('The queue refused a message: InternalError') },
    { status: 'fulfilled', value: undefined },
  ]);
});

it('rejects a batch that fails as a whole, and goes on', async () => {
  const queue = aQueue();
  const sent = texts(3).map((text) => queue.sendText(text));
  const ends = Promise.allSettled(sent);
  await queue.answer(0, new Error('no connection'));
  await queue.answer(1);
  expect((await ends).map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
});

it('sends nothing for which nobody waits any more', async () => {
  const queue = aQueue();
  const [signal, waited] = [AbortSignal.abort(), new AbortController().signal];
  void queue.sendText('first');
  void queue.sendText('late', { signal });
  void queue.sendText('in time', { signal: waited });
  await queue.answer(0);
  expect(queue.texts()[1]).toEqual(['in time']);
});

it('keeps a batch within a mebibyte, and sends what is larger alone', async () => {
  const queue = aQueue();
  const sizes = [1, 600_000, 400_000, 100_000, 2_000_000];
  for (const size of sizes) void queue.sendText('x'.repeat(size));
  for (let batch = 0; batch < 4; batch += 1) await queue.answer(batch);
  expect(queue.texts().map((batch) => batch.map(({ length }) => length))).toEqual([[1], [600_000, 400_000], [100_000], [2_000_000]]);
});
