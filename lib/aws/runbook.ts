/**
 * The sections of docs/runbook.md: one for each thing that an alarm can tell. A new alarm needs a section first, and a test holds that
 * each of these is there.
 */
export const RUNBOOK_SECTIONS = [
  'dead-letters',
  'oldest-message',
  'heartbeat-missing',
  'heartbeat-late',
  'http-errors',
  'ingest-fails',
  'function-errors',
  'throttled-functions',
  'throttled-tables',
  'verification-failures',
  'clock-skew',
  'secret-missing',
  'provider-silent',
  'unreadable-events',
  'waiting-age',
  'waiting-money',
  'contested-links',
  'currency-conflicts',
  'large-items',
  'card-numbers',
] as const;

export type RunbookSection = (typeof RUNBOOK_SECTIONS)[number];

/** Where it is told what to do, from the root of the project. */
export const runbookLink = (section: RunbookSection): string => `docs/runbook.md#${section}`;
