import { JOB_KINDS, type Job } from '../ledger/job.ts';
import { timeSchema, toTime } from './times.ts';
import * as z from './zod.ts';

export const jobSchema = z
  .object({
    id: z.string(),
    kind: z.enum(JOB_KINDS),
    state: z.enum(['queued', 'running', 'done', 'failed']),
    total: z.int().nullable().openapi({ description: 'What there is to do: events, messages. Null while it is not known' }),
    done: z.int(),
    money: z.array(z.object({ currency: z.string(), minor: z.int().openapi({ description: 'Minor units' }) })).readonly(),
    dry_run: z.boolean(),
    created_at: timeSchema,
    notes: z
      .array(z.object({ key: z.string(), reason: z.string() }))
      .readonly()
      .openapi({ description: 'What the job could not do, and why: by the key of a row or an event' }),
  })
  .openapi('Job', {
    example: {
      id: '4f6f2c1e-8b1d-4c3e-9d2a-1f0e7a5b6c7d',
      kind: 'replay',
      state: 'running',
      total: 240,
      done: 100,
      money: [{ currency: 'USD', minor: 490000 }],
      dry_run: false,
      created_at: '2026-01-31T09:30:00.000Z',
      notes: [],
    },
  });

export const jobJson = ({ id, kind, state, total, done, money, dryRun, createdAt, notes }: Job): z.infer<typeof jobSchema> => ({
  ...{ id, kind, state, total, done, money },
  dry_run: dryRun,
  created_at: toTime(createdAt),
  notes,
});
