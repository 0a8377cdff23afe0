import * as z from 'zod';
import type { ApiClient } from '../api-client.ts';
import { CliError } from '../cli-error.ts';
import { isLoopback } from '../connection.ts';
import { type Finding, look, ok } from './finding.ts';

/** Whether the API answers to this key, and may be trusted with it. Throws when it does not answer at all. */
export const checkConnection = async (api: ApiClient): Promise<readonly Finding[]> => {
  const mayWrite = await canWrite(api);
  const url = new URL(api.url);
  const isPlain = url.protocol === 'http:' && !isLoopback(url);
  return [
    mayWrite
      ? ok(`${api.url} answers, and the API key may read and write.`)
      : look(`${api.url} answers, but the API key may only read.`, 'To replay, link or redrive, use a key with the scope "write".'),
    ...(isPlain ? [look('The API key travels unencrypted.', 'Use an https:// address in HOOKLEDGER_URL.')] : []),
  ];
};

/** A body that says nothing changes nothing: a key that may write is told so (400), one that may only read is not let in (403). */
const canWrite = async (api: ApiClient): Promise<boolean> => {
  try {
    await api.post('/v1/customers', { json: {} }, z.unknown());
    return true;
  } catch (error) {
    if (error instanceof CliError && error.status === 403) return false;
    if (error instanceof CliError && error.status === 400) return true;
    throw error;
  }
};
