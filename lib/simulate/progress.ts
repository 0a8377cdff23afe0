import { SingleBar } from 'cli-progress';
import type { Terminal } from '../cli/terminal.ts';
import { type Standing, standingBar, standingLine } from './standing.ts';

export type Progress = {
  readonly step: () => void;
  /** Why a step has to be tried again; told when nothing else comes about. */
  readonly trouble: (why: string) => void;
  readonly end: () => void;
};

/** Without a terminal a line now and then is enough. */
const LINE_EVERY_MS = 5_000;

/** How far a run is, also while nothing comes about: a bar where somebody sees it, else a line now and then. */
export const createProgress = (
  { isWatched, tell }: Terminal,
  { doing, total }: { readonly doing: string; readonly total: number },
): Progress => {
  const startedAt = Date.now();
  let done = 0;
  let movedAt = startedAt;
  let trouble: string | undefined;
  const standing = (): Standing => ({ done, total, startedAt, movedAt, trouble, now: Date.now() });
  const end = isWatched ? showBar(doing, standing) : showLines(tell, standing);
  const step = (): void => {
    done += 1;
    movedAt = Date.now();
    trouble = undefined;
  };
  return {
    step,
    trouble: (why) => {
      trouble = why;
    },
    end,
  };
};

/** The bar is drawn ten times a second, whatever happens, and goes when it is over. */
const showBar = (doing: string, standing: () => Standing): (() => void) => {
  const bar = new SingleBar({
    format: (_, { maxWidth }) => standingBar(doing, standing(), maxWidth),
    hideCursor: true,
    clearOnComplete: true,
  });
  bar.start(1, 0);
  return () => bar.stop();
};

const showLines = (tell: Terminal['tell'], standing: () => Standing): (() => void) => {
  const timer = setInterval(() => tell(standingLine(standing())), LINE_EVERY_MS).unref();
  return () => clearInterval(timer);
};
