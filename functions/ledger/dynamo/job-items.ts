import type { Job } from '../job.ts';
import { jobItemKey, textOf } from '../keys.ts';
import { cutTexts, type Item, pack, unpack } from './item.ts';

/** The request and the notes, which may be long and hold anything. */
type PackedJob = Pick<Job, 'request' | 'notes' | 'money'>;

export const jobItem = ({ id, version, kind, state, total, done, dryRun, cursor, createdAt, request, notes, money }: Job): Item => ({
  ...jobItemKey(id),
  ...cutTexts({ id }),
  version: version + 1,
  ...{ kind, state, done, dryRun, createdAt },
  ...(total === null ? {} : { total }),
  ...(cursor === null ? {} : { cursor }),
  packed: pack({ request, notes, money } satisfies PackedJob),
});

export const readJobItem = (item: Item): Job => {
  const { version, kind, state, done, dryRun, createdAt } = item;
  return {
    ...unpack<PackedJob>(item['packed']),
    ...{ version, kind, state, done, dryRun, createdAt },
    id: item['id'] ?? textOf(item['pk']),
    total: item['total'] ?? null,
    cursor: item['cursor'] ?? null,
  };
};
