import type { Job, OpenJob } from '../job.ts';
import { jobItemKey, openJobItemKey, textOf } from '../keys.ts';
import { cutTexts, type Item, pack, unpack } from './item.ts';

/** The request and the notes, which may be long and hold anything. */
type PackedJob = Pick<Job, 'request' | 'notes' | 'money'>;

export const jobItem = ({
  id,
  version,
  kind,
  state,
  total,
  done,
  dryRun,
  cursor,
  createdAt,
  progressAt,
  request,
  notes,
  money,
}: Job): Item => ({
  ...jobItemKey(id),
  ...cutTexts({ id }),
  version: version + 1,
  ...{ kind, state, done, dryRun, createdAt, progressAt },
  ...(total === null ? {} : { total }),
  ...(cursor === null ? {} : { cursor }),
  ...pack({ request, notes, money } satisfies PackedJob),
});

export const readJobItem = (item: Item): Job => {
  const { version, kind, state, done, dryRun, createdAt, progressAt } = item;
  return {
    ...unpack<PackedJob>(item),
    ...{ version, kind, state, done, dryRun, createdAt, progressAt },
    id: item['id'] ?? textOf(item['pk']),
    total: item['total'] ?? null,
    cursor: item['cursor'] ?? null,
  };
};

export const openJobItem = ({ id, progressAt }: OpenJob): Item => ({ ...openJobItemKey(id), ...cutTexts({ id }), progressAt });

export const readOpenJobItem = (item: Item): OpenJob => ({ id: item['id'] ?? item['sk'], progressAt: item['progressAt'] });
