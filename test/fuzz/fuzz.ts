import { createLuck } from '../../lib/world/luck.ts';
import { mutated } from './mutate.ts';

/** Something that reads bytes from outside. */
export type Target = {
  readonly name: string;
  /** What it reads, to begin with. */
  readonly bodies: readonly Buffer[];
  /** Reads a body. The result is what was understood, `refused` when it was refused as is promised; anything else that is thrown is a defect. */
  readonly read: (body: Buffer) => unknown;
  /** What of a result may not be; undefined when it is sound. */
  readonly problem?: (result: unknown, body: Buffer) => string | undefined;
};

export const REFUSED = Symbol('refused');

export type Failure = {
  readonly target: string;
  readonly seed: number;
  readonly at: number;
  readonly problem: string;
  readonly body: Buffer;
};

export type Tally = { readonly cases: number; readonly read: number; readonly slowestMs: number; readonly failure: Failure | undefined };

/** A result this much larger than its body was not read but made. */
const MOST_GROWTH = 40;
const MOST_OVERHEAD = 20_000;

/** The body of a case: of a target, a seed and a number alone, so that each can be had again. */
export const bodyOf = ({ name, bodies }: Target, seed: number, at: number): Buffer =>
  mutated(createLuck(seed).fork(`${name} ${at}`), bodies);

/** Reads so many mutated bodies and stops at the first that is not read or refused as it should be. */
export const fuzz = (
  target: Target,
  { seed, from = 0, cases }: { readonly seed: number; readonly from?: number; readonly cases: number },
): Tally => {
  const clean = fingerprint();
  let read = 0;
  let slowestMs = 0;
  for (let at = from; at < from + cases; at += 1) {
    const body = bodyOf(target, seed, at);
    const startedAt = performance.now();
    const { understood, problem } = judge(target, body);
    slowestMs = Math.max(slowestMs, performance.now() - startedAt);
    if (understood) read += 1;
    const found = problem ?? (fingerprint() === clean ? undefined : 'a prototype was changed');
    if (found !== undefined) {
      return { cases: at - from + 1, read, slowestMs, failure: { target: target.name, seed, at, problem: found, body } };
    }
  }
  return { cases, read, slowestMs, failure: undefined };
};

type Judgement = { readonly understood: boolean; readonly problem: string | undefined };

export const judge = ({ read, problem = () => undefined }: Target, body: Buffer): Judgement => {
  try {
    const result = read(body);
    if (result === REFUSED) return { understood: false, problem: undefined };
    return { understood: true, problem: problem(result, body) ?? tooLarge(result, body) };
  } catch (error) {
    return { understood: false, problem: `it threw ${error instanceof Error ? (error.stack ?? error.name) : String(error)}` };
  }
};

const tooLarge = (result: unknown, body: Buffer): string | undefined => {
  const size = JSON.stringify(result)?.length ?? 0;
  return size > MOST_GROWTH * body.length + MOST_OVERHEAD ? `of ${body.length} bytes it made ${size}` : undefined;
};

/** What pollution would change. */
const fingerprint = (): string =>
  [Object.prototype, Array.prototype, Function.prototype, String.prototype].map((prototype) => Reflect.ownKeys(prototype).length).join();
