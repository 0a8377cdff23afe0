import type { SignedRequest } from './signed-request.ts';

/** A command line that sends the request to a Hookledger, for a POSIX shell. The body of every provider is text. */
export const curlCommand = ({ path, query, headers, body }: SignedRequest, url: string): string => {
  const target = `${url.replace(/\/+$/, '')}${path}${query === '' ? '' : `?${query}`}`;
  const flags = Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
  // Globbing off: it would take the brackets of a query for a pattern.
  return ['curl -i -g -X POST', ...flags, `--data-binary ${quoted(body.toString('utf8'))}`, quoted(target)].join(' \\\n  ');
};

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
