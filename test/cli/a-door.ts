import { createServer } from 'node:http';
import { listenOn } from '../../lib/local/free-port.ts';

/** One import request that came through, by its rows besides the header. */
export type Passed = { readonly rows: number; readonly dryRun: boolean };

/** A door before a running Hookledger, at which a test sees import requests pass, and may hold an answer back. */
export const startDoor = async (target: string) => {
  const door = {
    passed: [] as Passed[],
    /** Runs when a request was recorded, before its answer goes out. */
    beforeAnswer: async (_count: number): Promise<void> => {},
  };
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const body = Buffer.concat(parts);
    const headers = { authorization: request.headers.authorization ?? '', 'content-type': request.headers['content-type'] ?? '' };
    const answer = await fetch(`${target}${request.url}`, { method: request.method ?? 'GET', headers, body });
    const text = await answer.text();
    door.passed.push({ rows: body.toString().split('\r\n').length - 2, dryRun: request.url?.includes('dry_run=true') === true });
    await door.beforeAnswer(door.passed.length);
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
  });
  const port = await listenOn(server, 0, 'any');
  return Object.assign(door, { url: `http://127.0.0.1:${port}`, close: () => server.close() });
};
