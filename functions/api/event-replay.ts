import { createRoute } from '@hono/zod-openapi';
import { PROVIDER_IDS } from '../domain/keys.ts';
import { REPLAY_SETTINGS } from '../ledger/work.ts';
import type { Api, ApiDeps } from './deps.ts';
import { eventJson, eventSchema } from './event-json.ts';
import { readRowsNow } from './event-rows.ts';
import { readEvent } from './events.ts';
import { jobJson } from './job-json.ts';
import { jobAccepted } from './jobs.ts';
import { textInPath } from './key-fields.ts';
import { oneOf } from './paging.ts';
import { PROBLEMS, ProblemError, problem } from './problem.ts';
import { invalidField } from './refuse.ts';
import { startJob } from './start-job.ts';
import { timeField } from './times.ts';
import * as z from './zod.ts';

const settingsField = () =>
  z
    .enum(REPLAY_SETTINGS, 'must be then or now')
    .default('then')
    .openapi({ description: 'Read it under the settings of its receipt, or under those of today' });

const replaySchema = z.strictObject({ settings: settingsField() }).openapi('EventReplay', { example: { settings: 'then' } });

const OUTCOMES = ['recorded', 'unchanged', 'ignored', 'waiting', 'unreadable'] as const;

const filterSchema = z
  .strictObject({
    provider: z.enum(PROVIDER_IDS, `must be one of ${PROVIDER_IDS.join(', ')}`).optional(),
    type: z.string('must be a text').min(1, 'is empty').max(255, 'is longer than 255 characters').optional(),
    outcome: z.enum(OUTCOMES, `must be one of ${OUTCOMES.join(', ')}`).optional(),
    from: timeField().optional().openapi({ description: 'Received at this time or later' }),
    to: timeField().optional().openapi({ description: 'Received before this time; left out: before the request' }),
    settings: settingsField(),
    dry_run: z.boolean('must be true or false').default(false),
  })
  .openapi('Replay', {
    description: 'Which events: all that are everything that is given',
    example: { provider: 'stripe', outcome: 'unreadable', from: '2026-01-31T00:00:00Z', dry_run: true },
  });

const oneRoute = createRoute({
  operationId: 'replayEvent',
  tags: ['Events'],
  method: 'post',
  path: '/v1/events/{provider}/{event_id}/replay',
  summary: 'Read an archived event again, as if it came now; what is in the ledger already does not count twice',
  request: {
    params: z.object({ provider: textInPath(), event_id: textInPath() }),
    body: { required: true, content: { 'application/json': { schema: replaySchema } } },
  },
  responses: {
    202: { description: 'On the queue; the event as it stands now', content: { 'application/json': { schema: oneOf(eventSchema) } } },
    410: problem('The body of the event was erased with its customer'),
    ...PROBLEMS,
  },
});

const manyRoute = createRoute({
  operationId: 'replayEvents',
  tags: ['Events'],
  method: 'post',
  path: '/v1/events/replay',
  summary: 'Read all archived events again that fit. A dry run counts them, and what is left of the payments that they name',
  request: { body: { required: true, content: { 'application/json': { schema: filterSchema } } } },
  responses: { 202: jobAccepted[202], ...PROBLEMS },
});

export const addEventReplay = (app: Api, deps: ApiDeps): void => {
  app.openapi(oneRoute, async (c) => {
    const record = await readEvent(deps.ledger, c.req.valid('param'));
    if (record.erased === true) throw new ProblemError('gone', 'The body of this event was erased with its customer');
    await deps.work.send({ kind: 'replay', event: record.key, settings: c.req.valid('json').settings });
    return c.json({ data: eventJson(record, await readRowsNow(deps.ledger, record)) }, 202);
  });
  app.openapi(manyRoute, async (c) => {
    const { dry_run: dryRun, from = null, to = deps.clock().getTime(), ...filter } = c.req.valid('json');
    if (from !== null && from >= to) throw invalidField('from', 'must be before to');
    return c.json({ data: jobJson(await startJob(deps, { kind: 'replay', dryRun, request: { ...filter, from, to } })) }, 202);
  });
};
