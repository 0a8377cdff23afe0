import { createRoute } from '@hono/zod-openapi';
import { waitsSince } from '../ledger/heartbeat.ts';
import type { DeadLetter } from '../platform/queue-admin.ts';
import type { Api, ApiDeps } from './deps.ts';
import { jobJson } from './job-json.ts';
import { jobAccepted } from './jobs.ts';
import { oneOf } from './paging.ts';
import { PROBLEMS } from './problem.ts';
import { queueJson, queueSchema } from './queue-json.ts';
import { startJob } from './start-job.ts';
import * as z from './zod.ts';

/** Letters that one look shows. */
const MAX_SHOWN = 50;
/** Long enough for the look; whoever redrives meanwhile finds them a moment later. */
const HIDDEN_SECONDS = 20;

const getRoute = createRoute({
  operationId: 'readQueue',
  tags: ['Queue'],
  method: 'get',
  path: '/v1/queue',
  summary: 'How much waits to be worked off, and what could not be. The queue itself is counted, never looked into',
  responses: {
    200: { description: 'Both queues', content: { 'application/json': { schema: oneOf(queueSchema) } } },
    ...PROBLEMS,
  },
});

const redriveRoute = createRoute({
  operationId: 'redriveQueue',
  tags: ['Queue'],
  method: 'post',
  path: '/v1/queue/redrive',
  summary: 'Put what could not be worked off back on the queue, or count it',
  request: {
    body: {
      content: {
        'application/json': {
          schema: z.strictObject({ dry_run: z.boolean('must be true or false').optional().openapi({ example: true }) }).openapi('Redrive'),
        },
      },
    },
  },
  responses: { 202: jobAccepted[202], ...PROBLEMS },
});

export const addQueue = (app: Api, deps: ApiDeps): void => {
  app.openapi(getRoute, async (c) => {
    const [depths, heartbeat] = await Promise.all([deps.queues.depths(), deps.ledger.lastHeartbeat()]);
    const letters = depths.deadLetters.visible === 0 ? [] : await look(deps);
    return c.json({ data: queueJson({ ...depths, letters, waitsSince: waitsSince(heartbeat, deps.clock().getTime()) }) }, 200);
  });
  app.openapi(redriveRoute, async (c) => {
    const { dry_run: dryRun = false } = c.req.valid('json') ?? {};
    const job = await startJob(deps, { kind: 'redrive', dryRun, request: {} });
    return c.json({ data: jobJson(job) }, 202);
  });
};

/** The first letters, hidden while they are collected, so that none is seen twice. */
const look = async ({ queues }: ApiDeps): Promise<readonly DeadLetter[]> => {
  const letters: DeadLetter[] = [];
  try {
    let taken: readonly DeadLetter[];
    do {
      taken = await queues.take(HIDDEN_SECONDS);
      letters.push(...taken);
    } while (taken.length > 0 && letters.length < MAX_SHOWN);
    return letters;
  } finally {
    await queues.putBack(letters);
  }
};
