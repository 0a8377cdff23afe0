import type { IncomingMessage } from 'node:http';
import { Agent, request as requestByTls } from 'node:https';

export type TextPost = { readonly url: URL; readonly headers: Readonly<Record<string, string>>; readonly body: string };
export type TextAnswer = { readonly status: number; readonly text: string };

/** Connections are kept: the handshake of a new one costs more than the call. */
const TLS_AGENT = new Agent({ keepAlive: true });

/** The whole answer to a POST. Throws when there is none, or when the signal aborts before it is whole. */
export const postText = ({ url, headers, body }: TextPost, signal: AbortSignal): Promise<TextAnswer> =>
  new Promise((resolve, reject) => {
    const answered = (response: IncomingMessage): void => {
      textOf(response).then((text) => resolve({ status: response.statusCode ?? 0, text }), reject);
    };
    const options = { method: 'POST', headers: { ...headers, 'content-length': Buffer.byteLength(body) }, signal };
    const request =
      url.protocol === 'https:'
        ? requestByTls(url, { ...options, agent: TLS_AGENT }, answered)
        : plainHttp().request(url, options, answered);
    request.on('error', reject).end(body);
  });

/** For emulators. Not imported above: an import of `node:http` loads all of `fetch`, which takes longer than everything else here. */
const plainHttp = () => process.getBuiltinModule('node:http');

const textOf = async (response: IncomingMessage): Promise<string> => Buffer.concat(await response.toArray()).toString();
