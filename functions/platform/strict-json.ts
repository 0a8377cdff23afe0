import { UnreadablePayloadError } from './errors.ts';
import { isRecord } from './record.ts';

/** Far deeper than any provider nests, far shallower than a stack. */
const MAX_DEPTH = 64;

/** Keys that decide about money or identity: told twice in one object, two readers could each take another one. */
const DECISIVE_KEYS: ReadonlySet<string> = new Set(['id', 'type', 'object', 'amount', 'currency', 'event_type', 'status']);

/**
 * The object that a body holds, from its bytes as they were signed. Throws `UnreadablePayloadError` for anything that two readers
 * might read differently: invalid UTF-8, a byte order mark, a root that is no object, nesting over 64 levels, and a key such as
 * `id` or `amount` twice in one object. `__proto__` is a property like any other in the result.
 */
export const parseStrictJson = (body: Buffer): Readonly<Record<string, unknown>> => {
  const text = decodeUtf8(body);
  checkNestingAndKeys(text);
  const root = parseJson(text);
  if (!isRecord(root)) throw new UnreadablePayloadError('The body is JSON, but not an object');
  return root;
};

const decodeUtf8 = (body: Buffer): string => {
  try {
    // `ignoreBOM` keeps a byte order mark in the text, where JSON does not allow it.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch (cause) {
    throw new UnreadablePayloadError('The body is not UTF-8', { cause });
  }
};

/** No cause is kept: the message of a syntax error quotes the body. */
const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new UnreadablePayloadError('The body is not JSON');
  }
};

/** One pass over the text, before anything is built from it. Text that is no JSON may pass: the parser refuses it afterwards. */
const checkNestingAndKeys = (text: string): void => {
  const seen: Set<string>[] = []; // the decisive keys of every object (or array) that is still open
  let latest = ''; // the latest string, which is a key when a colon follows
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '"') {
      const end = endOfString(text, at);
      latest = text.slice(at, end + 1);
      at = end;
    } else if (char === '{' || char === '[') {
      if (seen.push(new Set()) > MAX_DEPTH) throw new UnreadablePayloadError(`The body nests deeper than ${MAX_DEPTH} levels`);
    } else if (char === '}' || char === ']') {
      seen.pop();
    } else if (char === ':') {
      noteKey(latest, seen.at(-1));
    }
  }
};

/** The index of the closing quote, or of the text's end when there is none. */
const endOfString = (text: string, start: number): number => {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at;
  }
  return text.length;
};

const noteKey = (quoted: string, seen: Set<string> | undefined): void => {
  const key = keyOf(quoted);
  if (seen === undefined || !DECISIVE_KEYS.has(key)) return;
  if (seen.has(key)) throw new UnreadablePayloadError(`The body has the key "${key}" twice in one object`);
  seen.add(key);
};

/** Escapes are resolved, so that `"\u0069d"` is no way around the check. */
const keyOf = (quoted: string): string => (quoted.includes('\\') ? String(parseJson(quoted)) : quoted.slice(1, -1));
