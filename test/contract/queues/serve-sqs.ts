import { startSqs } from '../../../lib/local/embedded-sqs.ts';

/*
 * The embedded SQS in a process of its own, because its package cannot be loaded where tests run. Tells its endpoint, and ends when
 * whoever started it closes its standard input or is gone.
 */
process.stdin
  .on('end', () => process.exit(0))
  .on('error', () => process.exit(0))
  .resume();
const { endpoint } = await startSqs({ port: 0, dataFolder: null });
process.stdout.write(`${endpoint}\n`);
