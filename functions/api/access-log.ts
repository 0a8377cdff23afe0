import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { ApiDeps, ApiEnv } from './deps.ts';

/** One line for each request: who asked for what. The route instead of the path, because keys in paths may be people's e-mails. */
export const accessLog =
  ({ log, clock }: Pick<ApiDeps, 'log' | 'clock'>): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    const startedAt = clock().getTime();
    await next();
    log.info('api request answered', {
      method: c.req.method,
      route: routePath(c, -1),
      status: c.res.status,
      apiKey: c.get('apiKeyName') ?? null,
      milliseconds: clock().getTime() - startedAt,
    });
  };
