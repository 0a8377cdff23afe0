import { Presets, SingleBar } from 'cli-progress';
import type { Terminal } from '../terminal.ts';
import { countText, durationText } from '../times.ts';

export type ImportProgress = {
  readonly addBytes: (bytes: number) => void;
  /** So many rows were done before; they are read, and not sent again. */
  readonly begin: (rows: number) => void;
  /** So many rows are done, all in all. */
  readonly show: (rows: number) => void;
  readonly end: () => void;
};

/** Without a terminal a line now and then is enough. */
const LINE_EVERY_MS = 5_000;

/** How far an import is, by the bytes of its file: a bar where somebody sees it, else a line now and then. */
export const createImportProgress = ({ isWatched, tell }: Terminal, totalBytes: number): ImportProgress => {
  const startedAt = Date.now();
  let bytes = 0;
  let before = 0;
  const wordsOf = (rows: number) => {
    const seconds = Math.max(1, Date.now() - startedAt) / 1000;
    const part = Math.min(1, bytes / Math.max(1, totalBytes));
    const perSecond = (rows - before) / seconds;
    // Rows are about equally long.
    const left = (rows * (1 - part)) / part / Math.max(1, perSecond);
    return {
      percent: Math.floor(part * 100),
      words: `${countText(rows, 'row')}, ${countText(Math.round(perSecond), 'row')}/s, ${durationText(left)} left`,
    };
  };
  const show = isWatched ? showBar(totalBytes) : showLines(tell);
  return {
    addBytes: (read) => {
      bytes += read;
    },
    begin: (rows) => {
      before = rows;
    },
    show: (rows) => show.update({ ...wordsOf(rows), bytes }),
    end: show.end,
  };
};

type State = { readonly percent: number; readonly words: string; readonly bytes: number };

const showBar = (totalBytes: number) => {
  const bar = new SingleBar({ format: 'import {bar} {percentage}% | {words}' }, Presets.shades_classic);
  bar.start(totalBytes, 0, { words: '' });
  return { update: ({ bytes, words }: State): void => bar.update(bytes, { words }), end: (): void => bar.stop() };
};

const showLines = (tell: Terminal['tell']) => {
  let toldAt = Date.now();
  const update = ({ percent, words }: State): void => {
    if (Date.now() - toldAt < LINE_EVERY_MS) return;
    toldAt = Date.now();
    tell(`${percent}%: ${words}`);
  };
  return { update, end: () => {} };
};
