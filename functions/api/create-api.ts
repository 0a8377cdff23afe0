import { OpenAPIHono } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { accessLog } from './access-log.ts';
import { authenticate } from './authenticate.ts';
import { addCustomerChanges } from './customer-changes.ts';
import { addCustomers } from './customers.ts';
import type { Api, ApiDeps, ApiEnv } from './deps.ts';
import { addDocumentation } from './documentation.ts';
import { addEventLink } from './event-link.ts';
import { addEventReplay } from './event-replay.ts';
import { addEvents } from './events.ts';
import { addHealth } from './health.ts';
import { addImports, IMPORTS_PATH, limitImport } from './imports.ts';
import { addJobs } from './jobs.ts';
import { addOwnTransactions } from './own-transactions.ts';
import { routingPath } from './path-segment.ts';
import { ProblemError, problemResponse } from './problem.ts';
import { addQueue } from './queue.ts';
import { fieldProblems, invalid, problemFrom } from './refuse.ts';
import { addRevenue } from './revenue.ts';
import { addSettings } from './settings.ts';
import { addSubscriptions } from './subscriptions.ts';
import { addTransactions } from './transactions.ts';
import { addWaiting } from './waiting.ts';
import { addWebhooks } from './webhooks.ts';

/** Fifty provider keys of 255 characters fit in, in any script. */
const MAX_BODY_BYTES = 64 * 1024;

/**
 * The REST API: one app for Lambda and the laptop (`app.fetch`). Its routes carry their schemas, of which it makes the document
 * that it serves. Whatever is refused is answered as a problem (RFC 9457), bad input never as a 500.
 */
export const createApi = (deps: ApiDeps): Api => {
  const app: Api = new OpenAPIHono<ApiEnv>({
    getPath: routingPath,
    defaultHook: (result) => {
      if (!result.success) throw invalid(fieldProblems(result.error));
    },
  });
  app.onError((error) => problemResponse(problemFrom(error, deps.log)));
  app.notFound(() => problemResponse(new ProblemError('not-found', 'No such path')));
  app.use(accessLog(deps));
  app.use('/v1/*', authenticate(deps), limits);
  addHealth(app);
  addCustomers(app, deps);
  addCustomerChanges(app, deps);
  addTransactions(app, deps);
  addOwnTransactions(app, deps);
  addImports(app, deps);
  addRevenue(app, deps);
  addSubscriptions(app, deps);
  addWaiting(app, deps);
  addEvents(app, deps);
  addEventLink(app, deps);
  addEventReplay(app, deps);
  addWebhooks(app, deps);
  addQueue(app, deps);
  addJobs(app, deps);
  addSettings(app, deps);
  addDocumentation(app);
  return app;
};

/** A file of CSV may be larger than what people write. */
const limits: MiddlewareHandler<ApiEnv> = (c, next) => (c.req.path === IMPORTS_PATH ? limitImport(c, next) : limitBody(c, next));

const limitBody = bodyLimit({
  maxSize: MAX_BODY_BYTES,
  onError: () => {
    throw new ProblemError('too-large', `A body holds at most ${MAX_BODY_BYTES} bytes`);
  },
});
