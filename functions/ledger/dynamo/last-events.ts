import { LAST_EVENT_PARTITION, lastEventItemKey } from '../keys.ts';
import { ConflictError, type Ledger } from '../ledger.ts';
import { olderThan } from './conditions.ts';
import { type Store, take } from './store.ts';

type LastEvents = Pick<Ledger, 'noteLastEvent' | 'lastEvents'>;

/** When each provider was last heard of. */
export const createLastEvents = (store: Store): LastEvents => ({
  noteLastEvent: async ({ provider, receivedAt, usualGap }) => {
    const item = { ...lastEventItemKey(provider), receivedAt, ...(usualGap === undefined ? {} : { usualGap }) };
    await store.write([{ table: 'customers', item, condition: olderThan('receivedAt', receivedAt) }]).catch((error: unknown) => {
      // Somebody has noted a newer one.
      if (!(error instanceof ConflictError)) throw error;
    });
  },
  lastEvents: async () => {
    const values = { ExpressionAttributeValues: { ':partition': LAST_EVENT_PARTITION } };
    const items = await take(store.query('customers', { KeyConditionExpression: 'pk = :partition', ...values, ConsistentRead: true }));
    return items.map((item) => ({
      provider: item['sk'],
      receivedAt: item['receivedAt'],
      ...(item['usualGap'] === undefined ? {} : { usualGap: item['usualGap'] }),
    }));
  },
});
