/** `2026-01-01T00:00:00Z`: as a command takes it, without the milliseconds that nobody reads. */
export const timeText = (time: string | null): string => (time === null ? 'no time told' : time.replace(/\.\d+Z$/, 'Z'));

const UNITS: readonly (readonly [name: string, seconds: number])[] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** `3 days`, in the largest unit of which there is at least one. */
export const durationText = (seconds: number): string => {
  const [name, size] = UNITS.find(([, size]) => seconds >= size) ?? (['second', 1] as const);
  return countText(Math.floor(seconds / size), name);
};

/** `1 event`, `2 events`. */
export const countText = (count: number, noun: string): string => `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
