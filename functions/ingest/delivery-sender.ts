import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { retryWithin } from '../platform/retry.ts';

/** Puts an encoded delivery where it is safe. Resolves only when it is stored; throws when that could not be had in time. */
export type DeliverySender = (envelope: string, signal: AbortSignal) => Promise<void>;

/** The delivery may or may not be stored: the provider sends it again, and twice is the same as once. */
export class QueueUnavailableError extends Error {
  override readonly name = 'QueueUnavailableError';
}

/** All tries together; with the rest of the work it stays below the 4 s in which a request is answered. */
export const SEND_BUDGET_MS = 2_500;
const SEND_ATTEMPT_MS = 1_000;
const SEND_PAUSE_MS = 50;

/** Sends to SQS. The client is one that does not retry by itself (`maxAttempts: 1`): the budget here is the whole patience. */
export const createDeliverySender =
  (deps: { readonly client: Pick<SQSClient, 'send'>; readonly queueUrl: string; readonly random?: () => number }): DeliverySender =>
  async (envelope, outer) => {
    const options = { budgetMs: SEND_BUDGET_MS, attemptMs: SEND_ATTEMPT_MS, pauseMs: SEND_PAUSE_MS, random: deps.random ?? Math.random };
    const command = new SendMessageCommand({ QueueUrl: deps.queueUrl, MessageBody: envelope });
    try {
      await retryWithin(options, (abortSignal) => deps.client.send(command, { abortSignal }), outer);
    } catch (cause) {
      throw new QueueUnavailableError('The delivery could not be queued', { cause });
    }
  };
