import type { Millis } from '../domain/ledger-event.ts';
import * as z from './zod.ts';

/** RFC 3339 in UTC, as all answers tell times. */
export const timeSchema = z.iso.datetime().openapi({ example: '2025-09-05T00:00:00.000Z' });

export const toTime = (at: Millis): string => new Date(at).toISOString();

export const toTimeOrNull = (at: Millis | null): string | null => (at === null ? null : toTime(at));

/** A time in a request, with any offset, as milliseconds. */
export const timeField = () =>
  z.iso
    .datetime({ offset: true, error: 'must be an RFC 3339 time, such as 2025-09-05T00:00:00Z' })
    .transform((text): Millis => Date.parse(text))
    .openapi({ type: 'string', format: 'date-time', example: '2026-01-31T09:30:00Z' });

/** A time in a request, or a date: the midnight with which it begins in UTC. */
export const timeOrDateField = () =>
  z
    .union([z.iso.datetime({ offset: true }), z.iso.date()], 'must be an RFC 3339 time or a date, such as 2025-09-05')
    .transform((text): Millis => Date.parse(text))
    .openapi({ type: 'string', example: '2025-09-05' });
