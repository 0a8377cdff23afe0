import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Fired, type Load } from './load.ts';

/** Sends the requests from a process of its own and resolves when all are answered. Throws when one was not answered 200. */
export const fire = async (load: Load): Promise<Fired> => {
  const clients = fork(join(import.meta.dirname, 'clients.ts'), { execArgv: ['--disable-warning=ExperimentalWarning'] });
  const [answered] = await Promise.all([once(clients, 'message'), clients.send(load)]);
  const fired = Fired.parse(answered[0]);
  if (fired.statuses['200'] === load.requests.length) return fired;
  throw new Error(`${load.url} answered ${JSON.stringify(fired.statuses)} to ${load.requests.length} requests`);
};
