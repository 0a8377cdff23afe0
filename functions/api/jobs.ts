import { createRoute } from '@hono/zod-openapi';
import type { Api, ApiDeps } from './deps.ts';
import { jobJson, jobSchema } from './job-json.ts';
import { textInPath } from './key-fields.ts';
import { oneOf } from './paging.ts';
import { PROBLEMS, ProblemError } from './problem.ts';
import * as z from './zod.ts';

const getRoute = createRoute({
  operationId: 'readJob',
  tags: ['Jobs'],
  method: 'get',
  path: '/v1/jobs/{id}',
  summary: 'How far a job is',
  request: { params: z.object({ id: textInPath() }) },
  responses: {
    200: { description: 'The job', content: { 'application/json': { schema: oneOf(jobSchema) } } },
    ...PROBLEMS,
  },
});

/** For the routes that start a job. */
export const jobAccepted = {
  202: { description: 'The job that was started', content: { 'application/json': { schema: oneOf(jobSchema) } } },
} as const;

export const addJobs = (app: Api, { ledger }: Pick<ApiDeps, 'ledger'>): void => {
  app.openapi(getRoute, async (c) => {
    const job = await ledger.readJob(c.req.valid('param').id);
    if (job === undefined) throw new ProblemError('not-found', 'There is no job with this id');
    return c.json({ data: jobJson(job) }, 200);
  });
};
