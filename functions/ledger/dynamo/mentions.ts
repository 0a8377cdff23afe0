import { mentionItemKey, mentionPartition } from '../keys.ts';
import type { Ledger } from '../ledger.ts';
import { cutTexts } from './item.ts';
import { type Store, take } from './store.ts';

type Mentions = Pick<Ledger, 'putMention' | 'mentions'>;

/** The events that told a row nothing new. They stand beside the archive, and no time to live takes them. */
export const createMentions = (store: Store): Mentions => ({
  // No condition: the same event says the same of the same row.
  putMention: (row, event) =>
    store.write([{ table: 'events', item: { ...mentionItemKey(row, event), ...cutTexts({ event }) }, condition: undefined }]),
  mentions: async (row, limit) => {
    const request = { KeyConditionExpression: 'pk = :row', ExpressionAttributeValues: { ':row': mentionPartition(row) } };
    const items = await take(store.query('events', { ...request, ConsistentRead: true, Limit: limit }), limit);
    return items.map((item) => item['event'] ?? item['sk']);
  },
});
