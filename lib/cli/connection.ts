import type { Environment } from '../../functions/platform/env.ts';
import { CliError, EXIT } from './cli-error.ts';

/** Which Hookledger a command speaks to. */
export type Connection = {
  /** Without a slash at the end. */
  readonly url: string;
  readonly apiKey: string;
};

const LOCAL_URL = 'http://127.0.0.1:3000';
const LOCAL_KEY = 'local-key';

/**
 * `HOOKLEDGER_URL` (the laptop's when it is not set) and `HOOKLEDGER_API_KEY`. The laptop's built-in key is public, so it is sent to
 * this machine only. Throws a `CliError`.
 */
export const connectionFrom = (env: Environment): Connection => {
  const url = URL.parse(env['HOOKLEDGER_URL'] || LOCAL_URL);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new CliError('HOOKLEDGER_URL is not a URL that begins with https:// or http://', EXIT.usage);
  }
  const apiKey = env['HOOKLEDGER_API_KEY'] || (isLoopback(url) ? LOCAL_KEY : undefined);
  if (apiKey === undefined) throw new CliError(`HOOKLEDGER_API_KEY is not set, and ${url.host} is not this machine`, EXIT.usage);
  return { url: `${url.origin}${url.pathname.replace(/\/+$/, '')}`, apiKey };
};

/** Whether this is the machine that asks. */
export const isLoopback = ({ hostname }: URL): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
