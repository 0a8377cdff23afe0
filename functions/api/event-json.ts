import type { Change, EventRecord } from '../ledger/event-record.ts';
import type { MoneyState } from '../ledger/rows.ts';
import { candidateSchema } from './candidate-json.ts';
import type { RowsNow } from './event-rows.ts';
import { timeSchema, toTime, toTimeOrNull } from './times.ts';
import * as z from './zod.ts';

const moneySchema = z.object({
  net_amount: z.int(),
  amount: z.int().nullable(),
  currency: z.string().nullable(),
  status: z.string(),
  customer_key: z.string().nullable(),
});

export const eventSchema = z
  .object({
    key: z.string().openapi({ example: 'stripe:evt_1' }),
    provider: z.string(),
    event_id: z.string(),
    type: z.string().openapi({ description: "The provider's own word" }),
    occurred_at: timeSchema.nullable(),
    received_at: timeSchema,
    recorded_at: timeSchema,
    outcome: z.enum(['recorded', 'unchanged', 'ignored', 'waiting', 'unreadable']),
    reason: z.string().nullable(),
    rows: z.array(z.string()).readonly(),
    candidates: z.array(candidateSchema).readonly(),
    awaiting: z.array(z.string()).readonly().openapi({ description: 'The candidates that are waited for' }),
    changes: z.array(z.object({ key: z.string(), before: moneySchema.nullable(), after: moneySchema })).readonly(),
    notes: z
      .array(z.object({ key: z.string(), reason: z.string() }))
      .readonly()
      .openapi({ description: 'What its last replay could not do, and why: by the key of a row, a customer or the event' }),
  })
  .openapi('Event', {
    example: {
      key: 'stripe:evt_1',
      provider: 'stripe',
      event_id: 'evt_1',
      type: 'charge.succeeded',
      occurred_at: '2026-01-31T09:30:00.000Z',
      received_at: '2026-01-31T09:30:01.000Z',
      recorded_at: '2026-01-31T09:30:02.000Z',
      outcome: 'recorded',
      reason: null,
      rows: ['stripe:charge:ch_1'],
      candidates: [{ key: 'acme', known: true }],
      awaiting: [],
      changes: [
        {
          key: 'stripe:charge:ch_1',
          before: null,
          after: { net_amount: 4900, amount: 4900, currency: 'USD', status: 'recorded', customer_key: 'acme' },
        },
      ],
      notes: [],
    },
  });

export type EventJson = z.infer<typeof eventSchema>;

/** What became of an event, as it stands now: an event that was recorded in a row that still waits is itself waiting. */
export const eventJson = (record: EventRecord, { waits, candidates, awaiting }: RowsNow): EventJson => {
  const isDone = record.outcome === 'recorded' || record.outcome === 'unchanged';
  return {
    key: record.key,
    provider: record.provider,
    event_id: record.eventId,
    type: record.type,
    occurred_at: toTimeOrNull(record.occurredAt),
    received_at: toTime(record.receivedAt),
    recorded_at: toTime(record.recordedAt),
    outcome: isDone && waits ? 'waiting' : record.outcome,
    reason: record.reason,
    rows: record.rows,
    candidates,
    awaiting,
    changes: record.changes.map(changeJson),
    notes: record.notes ?? [],
  };
};

const changeJson = ({ key, before, after }: Change): EventJson['changes'][number] => ({
  key,
  before: before === null ? null : moneyJson(before),
  after: moneyJson(after),
});

const moneyJson = ({ netAmount, amount, currency, status, customerKey }: MoneyState): z.infer<typeof moneySchema> => ({
  net_amount: netAmount,
  amount,
  currency,
  status,
  customer_key: customerKey,
});
