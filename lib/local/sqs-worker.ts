// The program of a thread: the embedded SQS, which tells its endpoint once it listens and stops at the first message.
import { parentPort, workerData } from 'node:worker_threads';
import { startSqs } from './embedded-sqs.ts';
import { StartError } from './start-error.ts';

try {
  const { endpoint, stop } = await startSqs(workerData);
  parentPort?.postMessage({ endpoint });
  parentPort?.once('message', async () => {
    await stop();
    parentPort?.close();
  });
} catch (error) {
  // Of an error, another thread gets no more than the message.
  if (!(error instanceof StartError)) throw error;
  parentPort?.postMessage({ problem: error.message });
}
