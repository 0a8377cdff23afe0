import { z } from '@hono/zod-openapi';
import type { DeadLetter, QueueDepth } from '../platform/queue-admin.ts';
import { isRecord } from '../platform/record.ts';
import { timeSchema, toTime } from './times.ts';

const depthSchema = z.object({
  visible: z.int().openapi({ description: 'Wait to be worked off', example: 0 }),
  in_flight: z.int().openapi({ description: 'Being worked off', example: 0 }),
  delayed: z.int().openapi({ description: 'To be worked off later', example: 0 }),
  oldest_at: timeSchema.nullable().openapi({ description: 'When the oldest was sent; null where that cannot be told without taking it' }),
});

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
    queue: depthSchema,
    dead_letter_queue: depthSchema.extend({
      messages: z.array(deadLetterSchema).readonly().openapi({ description: 'The first of them, never their bodies' }),
    }),
  })
  .openapi('Queue');

export type QueueJson = z.infer<typeof queueSchema>;

export const queueJson = (queue: QueueDepth, deadLetters: QueueDepth, letters: readonly DeadLetter[]): QueueJson => ({
  queue: depthJson(queue, null),
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
