import { type CommandOf, createCommand } from './command.ts';
import { followJob, printJob, readJob } from './job.ts';

/** For a job whose start somebody else watched, or stopped watching. */
export const jobCommand: CommandOf = ({ api, terminal }) =>
  createCommand('job', {
    description: 'follows a replay, a redrive or an erasure to its end',
    example: 'hookledger job 0b0f8c1e-5d7a-4c58-9f4e-1a2b3c4d5e6f',
  })
    .argument('<id>', 'the id that the job was started with')
    .action(async (id, { json }) => printJob(terminal, await followJob(api(), terminal, await readJob(api(), id)), json));
