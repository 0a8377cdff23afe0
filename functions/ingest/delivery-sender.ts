import { retryWithin } from '../platform/retry.ts';
import type { SendText } from '../platform/sqs.ts';

/** Puts an encoded delivery where it is safe. Resolves only when it is stored; throws when that could not be had in time. */
export type DeliverySender = (envelope: string, signal: AbortSignal) => Promise<void>;

/** The delivery may or may not be stored: the provider sends it again, and twice is the same as once. */
export class QueueUnavailableError extends Error {
  override readonly name = 'QueueUnavailableError';
}

/** All tries together; with the rest of the work it stays below the 4 s in which a request is answered. */
export const SEND_BUDGET_MS = 2_500;
const SEND_PAUSE_MS = 50;

export type SenderOptions = {
  /** One try may take this long: a second in a function, which has a connection to itself and serves one request at a time. */
  readonly attemptMs?: number;
  /** From 0 to below 1. */
  readonly random?: () => number;
};

/**
 * Sends to the queue, again and again while there is time. `sendText` is one that does not retry by itself (an SQS client with
 * `maxAttempts: 1`): the budget here is the whole patience.
 */
export const createDeliverySender =
  (sendText: SendText, { attemptMs = 1_000, random = Math.random }: SenderOptions = {}): DeliverySender =>
  async (envelope, outer) => {
    const options = { budgetMs: SEND_BUDGET_MS, attemptMs, pauseMs: SEND_PAUSE_MS, random };
    try {
      await retryWithin(options, (signal) => sendText(envelope, { signal }), outer);
    } catch (cause) {
      throw new QueueUnavailableError('The delivery could not be queued', { cause });
    }
  };
