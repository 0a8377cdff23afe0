import { createRoute } from '@hono/zod-openapi';
import { sameJson } from '../domain/canonical-json.ts';
import type { EventRecord } from '../ledger/event-record.ts';
import { retryConflicts } from '../ledger/retry-conflicts.ts';
import type { Api, ApiDeps } from './deps.ts';
import { eventJson, eventSchema } from './event-json.ts';
import { readRowsNow } from './event-rows.ts';
import { readEvent } from './events.ts';
import { textInPath, transactionKeyField } from './key-fields.ts';
import { oneOf } from './paging.ts';
import { type Placed, placeReductions } from './place-reductions.ts';
import { PROBLEMS, problem } from './problem.ts';
import * as z from './zod.ts';

const linkRoute = createRoute({
  operationId: 'linkEvent',
  tags: ['Events'],
  method: 'post',
  path: '/v1/events/{provider}/{event_id}/link',
  summary: 'Name the payment of a waiting refund; it counts there at once. Naming another one moves it, naming the same changes nothing',
  request: {
    params: z.object({ provider: textInPath(), event_id: textInPath() }),
    body: {
      required: true,
      content: { 'application/json': { schema: z.strictObject({ transaction_key: transactionKeyField() }).openapi('EventLink') } },
    },
  },
  responses: {
    200: { description: 'The event as it stands now', content: { 'application/json': { schema: oneOf(eventSchema) } } },
    409: problem('The transaction is in another currency, or nothing of the event waits to be placed'),
    ...PROBLEMS,
  },
});

export const addEventLink = (app: Api, deps: ApiDeps): void => {
  app.openapi(linkRoute, async (c) => {
    const record = await readEvent(deps.ledger, c.req.valid('param'));
    const told = await tellEvent(deps, record, await placeReductions(deps, record, c.req.valid('json').transaction_key));
    return c.json({ data: eventJson(told, await readRowsNow(deps.ledger, told)) }, 200);
  });
};

/**
 * Tells the event's record what the operator's word did to rows, so that its story has it too. A try that stopped before this is
 * told by the next one.
 */
const tellEvent = ({ ledger }: ApiDeps, record: EventRecord, { wrote, changes }: Placed): Promise<EventRecord> => {
  let known: EventRecord | undefined = record;
  return retryConflicts(Math.random, async () => {
    const stored = known ?? (await ledger.readRecord(record.key)) ?? record;
    known = undefined;
    const news = wrote ? changes : changes.filter((change) => !stored.changes.some((earlier) => sameJson(earlier, change)));
    if (news.length === 0) return stored;
    const rows = [...new Set([...stored.rows, ...news.map(({ key }) => key)])];
    const told = { ...stored, rows, changes: [...stored.changes, ...news] };
    await ledger.writeRecord(told, null);
    return told;
  });
};
