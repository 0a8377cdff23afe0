import type { ProviderId } from '../../functions/domain/keys.ts';
import type { Problem, Tally } from './options.ts';

type Count = 'sent' | 'repeated' | 'retried' | 'refused';

/** The only thing of a run that changes. */
export type Counts = {
  readonly add: (provider: ProviderId, count: Count) => void;
  /** Whether this event is sent for the first time; then it is no more. */
  readonly isFirst: (eventId: string) => boolean;
  readonly report: (problem: Problem) => void;
  readonly problems: () => readonly Problem[];
  /** `events`: how many the world has of each provider. */
  readonly tallies: (events: ReadonlyMap<ProviderId, number>) => readonly Tally[];
};

const NOTHING = { sent: 0, repeated: 0, retried: 0, refused: 0 };

export const createCounts = (): Counts => {
  const counts = new Map<ProviderId, Record<Count, number>>();
  const seen = new Set<string>();
  const problems: Problem[] = [];
  const of = (provider: ProviderId): Readonly<Record<Count, number>> => counts.get(provider) ?? NOTHING;
  return {
    add: (provider, count) => void counts.set(provider, { ...of(provider), [count]: of(provider)[count] + 1 }),
    isFirst: (eventId) => !seen.has(eventId) && seen.add(eventId) !== undefined,
    report: (problem) => void problems.push(problem),
    problems: () => problems,
    tallies: (events) => [...events].map(([provider, known]) => ({ provider, events: known, ...of(provider) })),
  };
};
