import type { Millis } from '../domain/ledger-event.ts';
import type { DeadLetter, QueueDepth } from '../platform/queue-admin.ts';
import { isRecord } from '../platform/record.ts';
import { timeSchema, toTime } from './times.ts';
import * as z from './zod.ts';

const depthSchema = z.object({
  visible: z.int().openapi({ description: 'Wait to be worked off', example: 0 }),
  in_flight: z.int().openapi({ description: 'Being worked off', example: 0 }),
  delayed: z.int().openapi({ description: 'To be worked off later', example: 0 }),
});

const oldestAt = (description: string) => ({ oldest_at: timeSchema.nullable().openapi({ description }) });

const deadLetterSchema = z
  .object({
    id: z.string().openapi({ example: '5fea7756-0ea4-451a-a703-a558b933e274' }),
    kind: z.enum(['delivery', 'work']),
    provider: z.string().nullable().openapi({ example: 'stripe' }),
    received_at: timeSchema.nullable().openapi({ description: 'When the webhook was received; null for work' }),
    sent_at: timeSchema,
    bytes: z.int().openapi({ description: 'Of the message', example: 3120 }),
    receive_count: z.int().openapi({ description: 'Looks count too', example: 6 }),
  })
  .openapi('DeadLetter');

export const queueSchema = z
  .object({
    queue: depthSchema.extend(
      oldestAt(
        'Since when the oldest has been waiting, to a minute, told by the heartbeat that is overdue; null when nothing waits for longer',
      ),
    ),
    dead_letter_queue: depthSchema.extend({
      ...oldestAt('When the oldest of the messages that are shown was sent'),
      messages: z.array(deadLetterSchema).readonly().openapi({ description: 'The first of them, never their bodies' }),
    }),
  })
  .openapi('Queue');

export type QueueJson = z.infer<typeof queueSchema>;

type Queues = {
  readonly queue: QueueDepth;
  /** Since when the oldest message of the queue has been waiting, as its heartbeats tell. */
  readonly waitsSince: Millis | undefined;
  readonly deadLetters: QueueDepth;
  readonly letters: readonly DeadLetter[];
};

/** An empty queue has no oldest message, whatever its heartbeats tell: perhaps nobody sends any. */
export const queueJson = ({ queue, waitsSince, deadLetters, letters }: Queues): QueueJson => ({
  queue: depthJson(queue, queue.visible + queue.inFlight === 0 ? null : (waitsSince ?? null)),
  dead_letter_queue: {
    ...depthJson(deadLetters, letters.length === 0 ? null : Math.min(...letters.map(({ sentAt }) => sentAt))),
    messages: letters.map(deadLetterJson),
  },
});

const depthJson = ({ visible, inFlight, delayed }: QueueDepth, oldestAt: number | null) => ({
  ...{ visible, in_flight: inFlight, delayed },
  oldest_at: oldestAt === null ? null : toTime(oldestAt),
});

const deadLetterJson = ({ id, body, sentAt, receives }: DeadLetter): z.infer<typeof deadLetterSchema> => {
  const { kind, provider, receivedAt } = envelopeOf(body);
  return {
    id,
    kind: kind === 'delivery' ? 'delivery' : 'work',
    provider: typeof provider === 'string' ? provider : null,
    received_at: typeof receivedAt === 'string' ? receivedAt : null,
    sent_at: toTime(sentAt),
    bytes: Buffer.byteLength(body),
    receive_count: receives,
  };
};

const envelopeOf = (body: string): Readonly<Record<string, unknown>> => {
  try {
    const envelope: unknown = JSON.parse(body);
    return isRecord(envelope) ? envelope : {};
  } catch {
    return {};
  }
};
