import type { IncomingMessage } from 'node:http';

const OWN_HOSTS: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Whether the request came through something that forwards to us: then anybody may have sent it. */
export const cameThroughTunnel = ({ headers }: Pick<IncomingMessage, 'headers'>): boolean =>
  headers['x-forwarded-host'] !== undefined || !OWN_HOSTS.has((headers.host ?? '127.0.0.1').replace(/:\d+$/, '').toLowerCase());

/** Warns at the first such request, and only then. */
export const warnOfTunnel = (warn: (sentence: string) => void): ((request: IncomingMessage) => void) => {
  let warned = false;
  return (request) => {
    if (warned || !cameThroughTunnel(request)) return;
    warned = true;
    warn(
      'A request came through a tunnel while the built-in secrets are in use. They are public: anybody can sign with them. Set HOOKLEDGER_SECRETS to a file of your own.',
    );
  };
};
