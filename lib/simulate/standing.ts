import { countText, durationText } from '../cli/times.ts';

/** How far something is that is done step by step; times in milliseconds. */
export type Standing = {
  readonly done: number;
  readonly total: number;
  readonly startedAt: number;
  /** When the last step was done. */
  readonly movedAt: number;
  /** What went wrong since then. */
  readonly trouble: string | undefined;
  readonly now: number;
};

/** Nothing was done for so long: what is under way is tried again and again. */
const STUCK_AFTER_MS = 5_000;

/** `24 of 104`, and how fast that goes. */
export const standingWords = ({ done, total, ...times }: Standing) => ({
  percent: `${Math.floor((100 * done) / Math.max(1, total))}%`,
  count: `${done.toLocaleString('en-US')} of ${total.toLocaleString('en-US')}`,
  ...speedWords({ done, total, ...times }),
});

const speedWords = ({ done, total, startedAt, movedAt, trouble, now }: Standing) => {
  const stuckMs = now - movedAt;
  if (stuckMs >= STUCK_AFTER_MS)
    return {
      rate: '',
      left: `no success for ${durationText(stuckMs / 1000)}${trouble === undefined ? '' : ` (${trouble})`}, trying again`,
    };
  if (done === 0) return { rate: '', left: '' };
  const perSecond = done / (Math.max(1, now - startedAt) / 1000);
  return {
    rate: `${countText(Math.round(perSecond), 'step')}/s`,
    left: `${durationText(Math.ceil((total - done) / Math.max(0.1, perSecond)))} left`,
  };
};

/** A line for where no terminal is: `23%: 24 of 104, 24 steps/s, 4 seconds left`. */
export const standingLine = (standing: Standing): string => {
  const { percent, ...words } = standingWords(standing);
  return `${percent}: ${listed(words)}`;
};

const LONGEST_BAR = 40;
const SHORTEST_BAR = 10;

/** One line of a terminal so wide: on a narrow one the bar is left out first, then the speed. */
export const standingBar = (doing: string, standing: Standing, columns: number): string => {
  const { percent, count, rate, left } = standingWords(standing);
  const text = ` ${percent} | ${listed({ count, rate, left })}`;
  const bar = Math.min(LONGEST_BAR, columns - doing.length - 1 - text.length);
  if (bar >= SHORTEST_BAR) return `${doing} ${barOf(standing, bar)}${text}`;
  const whole = `${doing}${text}`;
  return (whole.length <= columns ? whole : `${percent}: ${listed({ count, left })}`).slice(0, columns);
};

const barOf = ({ done, total }: Standing, length: number): string => {
  const full = Math.floor((length * done) / Math.max(1, total));
  return '█'.repeat(full) + '░'.repeat(length - full);
};

const listed = (words: Readonly<Record<string, string>>): string =>
  Object.values(words)
    .filter((word) => word !== '')
    .join(', ');
