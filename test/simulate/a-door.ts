import { createServer, request } from 'node:http';
import { listenOn } from '../../lib/local/free-port.ts';

/** What becomes of a request before it reaches Hookledger; `undefined` lets it through. */
export type Fate = 'lost' | { readonly status: number } | undefined;

/** Stands before a Hookledger and lets through what it likes. `fateOf` is asked by path, with how many came to it before. */
export const startDoor = async (target: string, fateOf: (path: string, count: number) => Fate) => {
  const counts = new Map<string, number>();
  const server = createServer((incoming, outgoing) => {
    const path = incoming.url ?? '';
    const count = counts.get(path) ?? 0;
    counts.set(path, count + 1);
    const fate = fateOf(path, count);
    if (fate === 'lost') return void incoming.socket.destroy();
    if (fate !== undefined) return void outgoing.writeHead(fate.status, { 'retry-after': '0', connection: 'close' }).end();
    const passed = request(new URL(path, target), { method: incoming.method ?? 'GET', headers: incoming.headers }, (answer) => {
      answer.pipe(outgoing.writeHead(answer.statusCode ?? 500, answer.headers));
    });
    passed.once('error', () => outgoing.destroy());
    incoming.pipe(passed);
  });
  const port = await listenOn(server, 0, 'PORT');
  return {
    url: `http://127.0.0.1:${port}`,
    stop: (): void => {
      server.close();
      server.closeAllConnections();
    },
  };
};
