/** What a process reaches out for. */
export const SERVICES = ['queue', 'secret store', 'store'] as const;
export type Service = (typeof SERVICES)[number];

const OF_QUEUE: ReadonlySet<string> = new Set(['send', 'depths', 'take', 'put back', 'redrive']);

const serviceOf = (call: string): Service => {
  if (OF_QUEUE.has(call)) return 'queue';
  return call === 'load secret' ? 'secret store' : 'store';
};

/** Services that refuse everybody for a while, longer than a process tries again. */
export const createOutages = (now: () => number) => {
  const ends = new Map<Service, number>();
  return {
    begin: (service: Service, milliseconds: number): void => void ends.set(service, now() + milliseconds),
    isAway: (call: string): boolean => now() < (ends.get(serviceOf(call)) ?? 0),
    endAll: (): void => ends.clear(),
  };
};
