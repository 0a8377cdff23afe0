// A program of its own, told by its parent's message what to send: the load comes from a process that measures nothing else.
import autocannon from 'autocannon';
import { type Fired, Load } from './load.ts';

const fire = ({ url, connections, requests }: Load): Promise<Fired> => {
  const millis: number[] = [];
  const statuses: Record<string, number> = {};
  let client = 0;
  const options: autocannon.Options = {
    url,
    connections,
    amount: requests.length,
    method: 'POST',
    timeout: 30,
    // Each client has events of its own, and sends the next one when it has the answer to the last.
    setupClient: (sender) => {
      const own = client++;
      sender.setRequests(requests.filter((_, index) => index % connections === own));
    },
  };
  let startedAt = 0;
  let endedAt = 0;
  return new Promise((resolve, reject) => {
    const run = autocannon(options, (error) => {
      if (error) reject(error);
      else resolve({ seconds: (endedAt - startedAt) / 1000, millis, statuses });
    });
    run.on('start', () => {
      startedAt = performance.now();
    });
    run.on('response', (_client, status, _bytes, took) => {
      endedAt = performance.now();
      millis.push(took);
      statuses[status] = (statuses[status] ?? 0) + 1;
    });
  });
};

process.once('message', async (message) => {
  process.send?.(await fire(Load.parse(message)), () => process.disconnect());
});
