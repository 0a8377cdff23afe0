import * as z from 'zod';
import { tableText } from './table.ts';
import { countText, timeText } from './times.ts';

const depth = { visible: z.int(), in_flight: z.int(), delayed: z.int(), oldest_at: z.string().nullable() };

const deadLetterSchema = z.looseObject({
  kind: z.string(),
  provider: z.string().nullable(),
  received_at: z.string().nullable(),
  sent_at: z.string(),
  bytes: z.int(),
  receive_count: z.int(),
});

export const queueSchema = z.looseObject({
  queue: z.looseObject(depth),
  dead_letter_queue: z.looseObject({ ...depth, messages: z.array(deadLetterSchema) }),
});
export type Queue = z.infer<typeof queueSchema>;

const COLUMNS = [{ name: 'RECEIVED' }, { name: 'WHAT' }, { name: 'BYTES', align: 'right' }, { name: 'TRIES', align: 'right' }] as const;

/** Both queues, and what the processor gave up on. */
export const queueText = ({ queue, dead_letter_queue: dead }: Queue): string => {
  const { messages } = dead;
  const head = `${countText(queue.visible + queue.delayed, 'message')} on the queue, ${countText(dead.visible, 'message')} given up.`;
  if (messages.length === 0) return head;
  const rows = messages.map(({ kind, provider, received_at, sent_at, bytes, receive_count }) => {
    return [timeText(received_at ?? sent_at), provider === null ? kind : `${kind} of ${provider}`, String(bytes), String(receive_count)];
  });
  const more = dead.visible > messages.length ? `\n… and ${dead.visible - messages.length} more` : '';
  return `${head}\n\n${tableText(COLUMNS, rows)}${more}\n`;
};
