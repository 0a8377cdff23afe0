import type { BatchHandler } from '../../../lib/local/queue-poller.ts';
import { toSqsEvent } from '../../../lib/local/sqs-event.ts';
import { createQueue, type Message, type SimQueue } from '../../proof/sim/queue.ts';
import { CALM } from '../../proof/sim/weather.ts';
import type { OpenQueue } from '../queue.ts';

/** A kernel that answers every call at once, in calm weather, with a clock that moves only when nothing else can happen. */
const createStillKernel = () => {
  let now = Date.UTC(2031, 0, 1);
  let ids = 0;
  return {
    now: () => now,
    newId: () => `id-${++ids}`,
    chance: () => false,
    integer: (below: number) => below - 1,
    weather: () => CALM,
    tell: () => {},
    call: async <T>(_host: unknown, _options: unknown, run: () => T | Promise<T>): Promise<T> => run(),
    waitUntil: (time: number) => {
      if (time < Infinity) now = Math.max(now, time);
    },
  };
};

const HOST = { name: 'test', isAlive: true, isBusy: false, waitsFor: 0 };

/** The queue of the simulation, on a clock that stands still while anything is under way. */
export const openSimQueue: OpenQueue = async () => {
  const kernel = createStillKernel();
  const queue = createQueue(kernel);
  let stopped = false;
  const under: Promise<void>[] = [];
  const poll = async (handler: BatchHandler): Promise<void> => {
    for (; !stopped; await turn()) {
      const batch = queue.receive();
      if (batch.length > 0) await hand(queue, batch, handler);
      else kernel.waitUntil(queue.nextVisibleAt());
    }
  };
  const send = queue.sender(HOST);
  return {
    send,
    admin: queue.admin(HOST),
    poll: (handler) => {
      const done = poll(handler);
      under.push(done);
      return { stop: () => done };
    },
    bury: async (text) => {
      await send(text);
      while (queue.size() > 0) {
        queue.receive();
        kernel.waitUntil(queue.nextVisibleAt());
      }
    },
    pass: async (milliseconds) => kernel.waitUntil(kernel.now() + milliseconds),
    stop: async () => {
      stopped = true;
      await Promise.all(under);
    },
  };
};

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const hand = async (queue: SimQueue, batch: readonly Message[], handler: BatchHandler): Promise<void> => {
  const messages = batch.map(({ id, body, sentAt, receives }) => ({
    MessageId: id,
    ReceiptHandle: id,
    Body: body,
    Attributes: { ApproximateReceiveCount: String(receives), SentTimestamp: String(sentAt) },
  }));
  try {
    const { batchItemFailures } = await handler(toSqsEvent(messages), { getRemainingTimeInMillis: () => 30_000 });
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    for (const message of batch) if (!failed.has(message.id)) queue.remove(message);
  } catch {
    // It comes again.
  }
};
