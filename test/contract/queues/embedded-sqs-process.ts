import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../support/local-process.ts';

/** Starts the embedded SQS, empty and in memory; it ends with this process at the latest. */
export const startSqsProcess = async () => {
  const program = join(PROJECT_ROOT, 'test/contract/queues/serve-sqs.ts');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const told = once(child.stdout.setEncoding('utf8'), 'data');
  const [endpoint] = await Promise.race([told, ended.then(() => Promise.reject(new Error('The embedded SQS did not start')))]);
  return {
    endpoint: String(endpoint).trim(),
    stop: async (): Promise<void> => {
      child.stdin.end();
      await ended;
    },
  };
};
