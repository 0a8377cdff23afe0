import type { Ledger } from '../ledger.ts';
import { writeSlots } from './collections.ts';
import { groupKey, type MemoryItems } from './items.ts';
import { compareBytes } from './pages.ts';

/** The events that told a row nothing new. */
export const createMemoryMentions = ({ mentions }: MemoryItems): Pick<Ledger, 'putMention' | 'mentions'> => ({
  putMention: async (row, event) => writeSlots([mentions.slot({ row, event })]),
  mentions: async (row, limit) =>
    mentions
      .under(groupKey(row))
      .map(({ event }) => event)
      .sort(compareBytes)
      .slice(0, limit),
});
