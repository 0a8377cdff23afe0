import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import * as z from 'zod';
import type { EmbeddedSqs } from './embedded-sqs.ts';
import { StartError } from './start-error.ts';

type Options = { readonly projectRoot: string; readonly port: number; readonly dataFolder: string | null };

const toldSchema = z.union([z.object({ endpoint: z.string() }), z.object({ problem: z.string() })]);

/**
 * Starts the embedded SQS in a thread of its own: it waits for the disk at each commit, and nobody else is to wait with it. `died`
 * resolves when it ends without having been stopped. Throws a `StartError`.
 */
export const startSqsThread = async (options: Options): Promise<EmbeddedSqs & { readonly died: Promise<string> }> => {
  const { projectRoot, port, dataFolder } = options;
  const thread = new Worker(join(projectRoot, 'lib/local/sqs-worker.ts'), { workerData: { port, dataFolder } });
  const ended = endOf(thread);
  const message = new Promise<unknown>((resolve) => thread.once('message', resolve));
  const told = toldSchema.parse(await Promise.race([message, ended.then(problemOf)]));
  if ('problem' in told) throw new StartError(told.problem);
  let stopping = false;
  return {
    endpoint: told.endpoint,
    died: ended.then((error) => (stopping ? new Promise<never>(() => {}) : error)),
    stop: async () => {
      stopping = true;
      thread.postMessage('stop');
      await ended;
    },
  };
};

const problemOf = (error: string) => ({ problem: `The embedded SQS did not start: ${error || 'it gave no reason'}.` });

/** Resolves with what it threw, if it did. */
const endOf = (thread: Worker): Promise<string> => {
  let thrown = '';
  thread.on('error', (error) => {
    thrown = error instanceof Error ? error.message : String(error);
  });
  return new Promise((resolve) => thread.once('exit', () => resolve(thrown)));
};
