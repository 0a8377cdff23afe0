import { type IncomingHttpHeaders, request } from 'node:http';
import type { Sent } from './bad-input.ts';

export type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string };

/** Sends the path, the headers and the bytes as they are: `fetch` would tidy them up first. */
export const sendAsIs = (url: string, { method = 'POST', path = '/', headers, query, body }: Sent): Promise<Answer> => {
  const { host, hostname, port } = new URL(url);
  const search = query === undefined ? '' : `?${new URLSearchParams(query)}`;
  const pairs = Object.entries(headers).flatMap(([name, value]) => [value].flat().flatMap((each) => [name, each]));
  const all = ['host', host, 'content-length', `${body.length}`, 'connection', 'close', ...pairs];
  // A connection of its own: one that is kept may be closed by the server at any time.
  const sent = { agent: false, hostname, port, method, path: `${path}${search}`, headers: all };
  return new Promise((resolve, reject) => {
    const asked = request(sent, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks).toString() }));
    });
    asked.on('error', reject).end(body);
  });
};
