/** A segment of 1 KiB holds every key that there can be. */
const MAX_SEGMENT_BYTES = 1024;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what a key must not hold
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

export type Segment = { readonly text: string } | { readonly problem: string };

/**
 * The path of a request, for the router: as it was sent, so that an encoded slash does not divide a key. The router decodes the
 * segments that it hands on, but leniently (`%zz` stays as it is); a percent sign that is encoded once more comes out of that
 * untouched, and `decodeSegment` decodes it strictly.
 */
export const routingPath = (request: Request): string => {
  const { pathname } = new URL(request.url);
  return pathname.replaceAll('%', '%25');
};

/**
 * The key that a path segment stands for: percent-encoded UTF-8, or `~` and the base64url of its UTF-8, for keys with characters
 * that gateways decode too early (`/`, `?`, `#`, `%`), for `.` and `..`, which URLs resolve, and for keys that begin with `~`.
 */
export const decodeSegment = (segment: string): Segment => {
  const text = decodePercent(segment);
  if (text === undefined) return { problem: 'is not percent-encoded UTF-8' };
  const key = text.startsWith('~') ? decodeBase64Url(text.slice(1)) : text;
  if (key === undefined) return { problem: 'is not "~" and the base64url of UTF-8' };
  if (Buffer.byteLength(key) > MAX_SEGMENT_BYTES) return { problem: `is longer than ${MAX_SEGMENT_BYTES} bytes` };
  return CONTROL.test(key) ? { problem: 'has control characters' } : { text: key };
};

const decodePercent = (segment: string): string | undefined => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
};

const decodeBase64Url = (base64url: string): string | undefined => {
  const bytes = Buffer.from(base64url, 'base64url');
  // Node skips what is no base64url; only canonical text comes back as it was. An empty key is none.
  if (bytes.length === 0 || bytes.toString('base64url') !== base64url) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
};
