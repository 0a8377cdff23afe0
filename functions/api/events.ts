import { createRoute } from '@hono/zod-openapi';
import { eventKey } from '../domain/keys.ts';
import type { EventRecord } from '../ledger/event-record.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Api, ApiDeps } from './deps.ts';
import { eventJson, eventSchema } from './event-json.ts';
import { readRowsNow } from './event-rows.ts';
import { isProvider, textInPath } from './key-fields.ts';
import { listAnswer, listOf, oneOf, pageQuery, readPage } from './paging.ts';
import { PROBLEMS, ProblemError } from './problem.ts';
import * as z from './zod.ts';

const listRoute = createRoute({
  operationId: 'listUnreadableEvents',
  tags: ['Events'],
  method: 'get',
  path: '/v1/events',
  summary: 'Events that could not be read, the newest first',
  request: { query: pageQuery.extend({ outcome: z.literal('unreadable', 'must be unreadable: other events are read one by one') }) },
  responses: {
    200: { description: 'A page', content: { 'application/json': { schema: listOf(eventSchema) } } },
    ...PROBLEMS,
  },
});

const getRoute = createRoute({
  operationId: 'readEvent',
  tags: ['Events'],
  method: 'get',
  path: '/v1/events/{provider}/{event_id}',
  summary: 'What became of an event',
  request: { params: z.object({ provider: textInPath(), event_id: textInPath() }) },
  responses: {
    200: { description: 'The event', content: { 'application/json': { schema: oneOf(eventSchema) } } },
    ...PROBLEMS,
  },
});

export const addEvents = (app: Api, { ledger }: ApiDeps): void => {
  app.openapi(listRoute, async (c) => {
    const { limit, cursor } = c.req.valid('query');
    const { items, nextCursor } = await readPage(ledger.listUnreadable, { limit, cursor });
    return c.json(listAnswer({ items: items.map((record) => eventJson(record, NO_ROWS)), nextCursor }), 200);
  });
  app.openapi(getRoute, async (c) => {
    const record = await readEvent(ledger, c.req.valid('param'));
    return c.json({ data: eventJson(record, await readRowsNow(ledger, record)) }, 200);
  });
};

/** The record that a path names, or a 404. */
export const readEvent = async (
  ledger: Pick<Ledger, 'readRecord'>,
  { provider, event_id: eventId }: { readonly provider: string; readonly event_id: string },
): Promise<EventRecord> => {
  const record = isProvider(provider) ? await ledger.readRecord(eventKey(provider, eventId)) : undefined;
  if (record === undefined) throw new ProblemError('not-found', 'There is no event with this id');
  return record;
};

/** An event that was never read touches no row. */
const NO_ROWS = { waits: false, candidates: [], awaiting: [] };
