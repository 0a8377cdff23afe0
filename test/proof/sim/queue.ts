import type { QueueAdmin } from '../../../functions/platform/queue-admin.ts';
import type { SendText } from '../../../functions/platform/sqs.ts';
import { MAX_RECEIVES } from '../../../functions/process/handler.ts';
import type { Host } from './host.ts';
import type { Kernel } from './kernel.ts';

export type Message = { readonly id: string; readonly body: string; readonly sentAt: number; visibleAt: number; receives: number };

/** Six times as long as a batch may take, as in the template. */
const HIDDEN_MS = 180_000;
const BATCH = 10;

/** What the queue needs of the kernel. */
type QueueKernel = Pick<Kernel, 'now' | 'newId' | 'chance' | 'integer' | 'weather' | 'tell' | 'call'>;

/** A standard queue with its dead-letter queue: at least once, in any order. */
export const createQueue = (kernel: QueueKernel) => {
  const messages = new Map<string, Message>();
  const dead = new Map<string, Message>();
  const put = (body: string, delayMs: number, sentAt = kernel.now()): void => {
    const id = kernel.newId();
    messages.set(id, { id, body, sentAt, visibleAt: kernel.now() + delayMs, receives: 0 });
  };
  const store = (body: string, delayMs: number): void => {
    put(body, delayMs);
    if (kernel.chance(kernel.weather().duplicate)) put(body, delayMs + kernel.integer(60_000));
  };
  const visible = (from: ReadonlyMap<string, Message>): Message[] =>
    [...from.values()].filter(({ visibleAt }) => visibleAt <= kernel.now());
  const depthOf = (from: ReadonlyMap<string, Message>) => {
    const hidden = [...from.values()].filter(({ visibleAt }) => visibleAt > kernel.now());
    const delayed = hidden.filter(({ receives }) => receives === 0).length;
    return { visible: from.size - hidden.length, inFlight: hidden.length - delayed, delayed };
  };

  const nextVisibleAt = (): number => {
    let first = Infinity;
    for (const { visibleAt } of messages.values()) first = Math.min(first, visibleAt);
    return first;
  };

  /** Hands out a batch. What was received too often goes to the dead letters instead. */
  const receive = (): readonly Message[] => {
    const some = visible(messages);
    const batch: Message[] = [];
    for (const size = 1 + kernel.integer(BATCH); some.length > 0 && batch.length < size; ) {
      const [message] = some.splice(kernel.integer(some.length), 1);
      if (message === undefined) break;
      if (message.receives >= MAX_RECEIVES) {
        messages.delete(message.id);
        dead.set(message.id, message);
        kernel.tell(`${message.id} is a dead letter`);
        continue;
      }
      message.receives += 1;
      message.visibleAt = kernel.now() + (kernel.chance(kernel.weather().duplicate) ? kernel.integer(500) : HIDDEN_MS);
      batch.push(message);
    }
    return batch;
  };

  const remove = ({ id }: Message): void => {
    const message = messages.get(id);
    if (message === undefined) return;
    // A server of SQS was away at the deletion.
    if (kernel.chance(kernel.weather().duplicate * 0.3)) message.visibleAt = kernel.now() + kernel.integer(60_000);
    else messages.delete(id);
  };

  /** `onStored` is told of each text as it is stored. */
  const sender =
    (host: Host, onStored: (text: string) => void = () => {}): SendText =>
    (text, { delaySeconds = 0 } = {}) =>
      kernel.call(host, { name: 'send', about: aboutOf(text) }, () => {
        store(text, delaySeconds * 1000);
        onStored(text);
      });

  const admin = (host: Host): QueueAdmin => ({
    depths: () => kernel.call(host, { name: 'depths', about: '' }, () => ({ queue: depthOf(messages), deadLetters: depthOf(dead) })),
    take: (hiddenSeconds) =>
      kernel.call(host, { name: 'take', about: 'dead letters' }, () =>
        visible(dead)
          .slice(0, BATCH)
          .map((letter) => {
            letter.visibleAt = kernel.now() + hiddenSeconds * 1000;
            letter.receives += 1;
            return { id: letter.id, body: letter.body, sentAt: letter.sentAt, receives: letter.receives, receipt: letter.id };
          }),
      ),
    putBack: (letters) =>
      kernel.call(host, { name: 'put back', about: '' }, () => {
        for (const { id } of letters) Object.assign(dead.get(id) ?? {}, { visibleAt: kernel.now() });
      }),
    redrive: ({ id, body }) =>
      kernel.call(host, { name: 'redrive', about: id }, () => {
        put(body, 0);
        dead.delete(id);
      }),
  });

  return {
    sender,
    admin,
    receive,
    remove,
    hasVisible: () => nextVisibleAt() <= kernel.now(),
    nextVisibleAt,
    size: () => messages.size,
    deadSize: () => dead.size,
    bodies: () => [...messages.values(), ...dead.values()].map(({ body }) => body),
  };
};

export type SimQueue = ReturnType<typeof createQueue>;

const aboutOf = (text: string): string => (text.includes('"kind":"delivery"') ? 'a delivery' : text.slice(0, 120));
