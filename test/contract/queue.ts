import type { QueueAdmin } from '../../functions/platform/queue-admin.ts';
import type { SendText } from '../../functions/platform/sqs.ts';
import type { BatchHandler, QueuePoller } from '../../lib/local/queue-poller.ts';
import { describeDeadLetters } from './queue/dead-letters.ts';
import { describeGivingUp } from './queue/giving-up.ts';
import { describeHandingOver } from './queue/handing-over.ts';
import { describeSizes } from './queue/sizes.ts';

/** A queue and the dead-letter queue behind it, as the product uses them. */
export type QueueUnderTest = {
  readonly send: SendText;
  readonly admin: QueueAdmin;
  /** Hands over batches until it is stopped, as the event-source mapping does. */
  readonly poll: (handler: BatchHandler) => QueuePoller;
  /** Puts a text among the dead letters. */
  readonly bury: (text: string) => Promise<void>;
  /** Lets so much time go by. */
  readonly pass: (milliseconds: number) => Promise<void>;
  /** Ends whatever still polls, and the queues. */
  readonly stop: () => Promise<void>;
};

/** Gives new, empty queues. A message that was handed over is hidden for so long, where that can be chosen; for seconds otherwise. */
export type OpenQueue = (options?: { readonly hiddenSeconds?: number }) => Promise<QueueUnderTest>;

/** What every queue promises. `hasSizes`: it knows what is too large for SQS. */
export const describeQueue = (name: string, openQueue: OpenQueue, { hasSizes = true } = {}): void =>
  describe(name, () => {
    const opened: QueueUnderTest[] = [];
    const open: OpenQueue = async (options) => {
      const queue = await openQueue(options);
      opened.push(queue);
      return queue;
    };
    afterEach(async () => {
      for (const queue of opened.splice(0)) await queue.stop();
    });
    describe('handing over', () => describeHandingOver(open));
    if (hasSizes) describe('sizes', () => describeSizes(open));
    describe('giving up', () => describeGivingUp(open));
    describe('dead letters', () => {
      describeDeadLetters(async (texts) => {
        const { admin, bury } = await open();
        for (const text of texts) await bury(text);
        return admin;
      });
    });
  });
