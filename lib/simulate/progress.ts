import { Presets, SingleBar } from 'cli-progress';
import type { Terminal } from '../cli/terminal.ts';
import { countText, durationText } from '../cli/times.ts';

export type Progress = { readonly step: () => void; readonly end: () => void };

/** Without a terminal a line now and then is enough. */
const LINE_EVERY_MS = 5_000;

/** How far a run is: a bar where somebody sees it, else a line now and then. */
export const createProgress = ({ isWatched, tell }: Terminal, total: number): Progress => {
  const startedAt = Date.now();
  let done = 0;
  const words = (): string => {
    const perSecond = done / (Math.max(1, Date.now() - startedAt) / 1000);
    return `${countText(Math.round(perSecond), 'step')}/s, ${durationText((total - done) / Math.max(0.1, perSecond))} left`;
  };
  const show = isWatched ? showBar(total) : showLines(tell, total);
  return {
    step: () => {
      done += 1;
      show.update(done, words);
    },
    end: show.end,
  };
};

const showBar = (total: number) => {
  const bar = new SingleBar(
    { format: 'simulate {bar} {percentage}% | {value} of {total}, {words}', hideCursor: true },
    Presets.shades_classic,
  );
  bar.start(total, 0, { words: '' });
  return { update: (done: number, words: () => string): void => bar.update(done, { words: words() }), end: (): void => bar.stop() };
};

const showLines = (tell: Terminal['tell'], total: number) => {
  let toldAt = Date.now();
  const update = (done: number, words: () => string): void => {
    if (Date.now() - toldAt < LINE_EVERY_MS) return;
    toldAt = Date.now();
    tell(`${Math.floor((100 * done) / total)}%: ${done.toLocaleString('en-US')} of ${total.toLocaleString('en-US')}, ${words()}`);
  };
  return { update, end: () => {} };
};
