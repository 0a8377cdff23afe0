import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { TEST_WITHIN_MS } from '../support/limits.ts';
import type { FunctionId } from './functions.ts';

/** Calls a function with an event; gives what it answers. Throws when the function ends with an error or not in time. */
export type Invoke = (id: FunctionId, event: unknown) => Promise<unknown>;

/** Calls over HTTP, as the Lambda API is called. */
export const invokeAt = async (endpoint: string, name: string, event: unknown): Promise<unknown> => {
  const response = await fetch(`${endpoint}/2015-03-31/functions/${name}/invocations`, {
    method: 'POST',
    body: JSON.stringify(event),
    signal: AbortSignal.timeout(TEST_WITHIN_MS),
  });
  const text = await response.text();
  if (!response.ok || response.headers.has('x-amz-function-error')) throw new Error(`${name} failed: ${text.slice(0, 500)}`);
  return answerOf(name, text);
};

/** The tools end well even when the function does not: only the answer tells. */
export const answerOf = (name: string, text: string): unknown => {
  const answer = jsonOf(text);
  if (answer === undefined) throw new Error(`${name} gave no answer but ${JSON.stringify(text.slice(0, 200))}`);
  const failed = typeof answer === 'object' && answer !== null && 'errorType' in answer;
  if (failed) throw new Error(`${name} failed: ${text.slice(0, 500)}`);
  return answer;
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Waits until somebody listens on 127.0.0.1. Throws when nobody does in time, or when the program that should has ended. */
export const untilListening = async (
  port: number,
  { withinMs, hasEnded }: { readonly withinMs: number; readonly hasEnded: () => boolean },
): Promise<void> => {
  for (const startedAt = Date.now(); !(await listens(port)); await sleep(100)) {
    if (hasEnded()) throw new Error('It ended before it was ready');
    if (Date.now() - startedAt > withinMs) throw new Error(`It was not ready within ${withinMs / 1000} s`);
  }
};

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(() => resolve(true)));
    socket.once('error', () => resolve(false));
  });
