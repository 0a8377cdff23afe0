import { performance } from 'node:perf_hooks';

/** What a step has seen, in words, where a figure is worth telling. */
type Seen = string | undefined;

type Step = { readonly name: string; readonly seconds: number; readonly failure?: string; readonly seen?: Seen };

/** Thrown by a step that the rest cannot do without; it is in the table already. */
export class EndedEarlyError extends Error {
  override readonly name = 'EndedEarlyError';
}

export type Steps = {
  /** Does it, tells at once how it went, and goes on in either case. */
  readonly step: (name: string, act: () => Promise<Seen>) => Promise<void>;
  /** The same, but throws an `EndedEarlyError` when it fails: what follows would only fail of the same cause. */
  readonly needed: <T>(name: string, act: () => Promise<T>) => Promise<T>;
  readonly failed: () => number;
  /** How many steps there were, how many failed, and how long it all took. */
  readonly summary: () => string;
};

/** The account of one run, a row written at the end of each step, so that a run that hangs shows where. */
export const createSteps = (write: (line: string) => void): Steps => {
  const done: Step[] = [];
  const begunAt = performance.now();
  const add = (step: Step): void => {
    done.push(step);
    write(lineOf(step));
  };
  const timed = async <T>(name: string, act: () => Promise<T>): Promise<T> => {
    const startedAt = performance.now();
    const seconds = () => (performance.now() - startedAt) / 1000;
    try {
      const result = await act();
      add({ name, seconds: seconds(), seen: typeof result === 'string' ? result : undefined });
      return result;
    } catch (error) {
      const failure = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      add({ name, seconds: seconds(), failure });
      throw new EndedEarlyError(name, { cause: error });
    }
  };
  return {
    step: (name, act) =>
      timed(name, act).then(
        () => {},
        () => {},
      ),
    needed: timed,
    failed: () => done.filter(isFailed).length,
    summary: () => {
      const seconds = (performance.now() - begunAt) / 1000;
      return `${done.length} steps, ${done.filter(isFailed).length} failed, ${seconds.toFixed(0)} s`;
    },
  };
};

const isFailed = ({ failure }: Step): boolean => failure !== undefined;

/** One row of the table: ok or failed, seconds, name, what was seen. */
const lineOf = ({ name, seconds, failure, seen }: Step): string => {
  const told = failure ?? seen;
  return [failure === undefined ? 'ok    ' : 'FAILED', `${seconds.toFixed(1).padStart(6)} s`, name + (told ? `: ${told}` : '')].join('  ');
};
