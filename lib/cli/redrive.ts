import { type CommandOf, createCommand } from './command.ts';
import { followJob, jobSchema, printJob } from './job.ts';
import { queueSchema, queueText } from './queue.ts';

/** What the processor gave up on, back to the queue. */
export const redriveCommand: CommandOf = ({ api, terminal }) =>
  createCommand('redrive', {
    description: 'shows what the processor gave up on, and puts it back on the queue',
    example: 'hookledger redrive --dry-run',
  })
    .option('--dry-run', 'only look')
    .action(async ({ json, dryRun = false }) => {
      const queue = await api().get('/v1/queue', queueSchema);
      if (!json) terminal.print(queueText(queue));
      const { visible, in_flight: inFlight } = queue.dead_letter_queue;
      if (visible + inFlight === 0) return json ? terminal.printJson({ queue, job: null }) : undefined;
      const started = await api().post('/v1/queue/redrive', { json: { dry_run: dryRun } }, jobSchema);
      const job = await followJob(api(), terminal, started);
      printJob(terminal, job, json, { queue, job });
    });
