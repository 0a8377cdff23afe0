import { processEnvironment } from '../../functions/platform/env.ts';
import { bannerOf } from './banner.ts';
import { localOptionsFrom } from './options.ts';
import { whenNpmIsGone } from './parent.ts';
import type { Product } from './product.ts';
import { StartError } from './start-error.ts';
import { type RunningStack, startLocal } from './start-local.ts';

const STOP_WITHIN_MS = 2_000;

/**
 * The laptop's stack from start to end: runs until a signal (exit code 0) or until it cannot go on (exit code 1, and one sentence
 * on standard error that says why). Everything that it started ends with this process, whichever way that ends.
 */
export const runLocal = async (projectRoot: string, product: Promise<Product>): Promise<void> => {
  let stack: RunningStack | undefined;
  let stopping = false;
  const stop = async (): Promise<void> => {
    // One Ctrl-C comes twice: from the terminal, and from npm, which passes it on.
    if (stopping) return;
    stopping = true;
    // Whatever does not end in time is ended with the process.
    setTimeout(() => process.exit(0), STOP_WITHIN_MS).unref();
    await stack?.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  const env = processEnvironment();
  void whenNpmIsGone(env, stop);
  try {
    const options = localOptionsFrom(env);
    stack = await startLocal({ options, projectRoot, product, tell: (line) => process.stderr.write(`${line}\n`) });
    process.stdout.write(bannerOf(stack, options));
    void stack.died.then(fail);
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    fail(error.message);
  }
};

const fail = (sentence: string): void => {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
};
