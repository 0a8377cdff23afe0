import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { type Call, callsOf, type OpenApiDocument } from '../../functions/api/openapi/shapes.ts';
import { isRecord } from '../../functions/platform/record.ts';

/** A request, or its answer, as the document is to know it. */
type Message = { readonly type: string | null; readonly text: string };

/**
 * Stands between a client and the API and compares each exchange with the document: its call, its status and its media type must be
 * in there, its bodies must be of the shape that is written there, with no field more. Throws what does not fit.
 */
export const createWitness = (document: OpenApiDocument, fetchReally: typeof fetch) => {
  const calls = callsOf(document).map((call) => ({ ...call, pattern: new RegExp(`^${call.path.replace(/\{\w+\}/g, '[^/]+')}$`) }));
  const seen = new Map<string, Set<number>>();
  const validate = createValidation(document);

  const witnessed: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const { pathname } = new URL(request.url);
    const call = calls.find(({ method, pattern }) => method === request.method.toLowerCase() && pattern.test(pathname));
    if (call === undefined) throw new Error(`The document has no ${request.method} ${pathname}`);
    const [sent, response] = await Promise.all([messageOf(request.clone()), fetchReally(request)]);
    const answered = await messageOf(response.clone());
    const name = nameOf(call);
    seen.set(name, (seen.get(name) ?? new Set()).add(response.status));
    validate(`answer ${response.status} of ${name}`, ['responses', String(response.status)], call, answered);
    if (response.ok && sent.text !== '') validate(`request of ${name}`, ['requestBody'], call, sent);
    return response;
  };

  return {
    fetch: witnessed,
    /** The statuses that were answered, by the name of the call. */
    seen: (): Readonly<Record<string, readonly number[]>> =>
      Object.fromEntries([...seen].map(([name, statuses]) => [name, [...statuses].sort((a, b) => a - b)])),
    /** The calls of the document that nobody made. */
    unseen: (): readonly string[] => calls.map(nameOf).filter((name) => !seen.has(name)),
  };
};

const nameOf = ({ operation, method, path }: Call): string => operation.operationId ?? `${method} ${path}`;

const messageOf = async (message: Request | Response): Promise<Message> => ({
  type: message.headers.get('content-type')?.split(';')[0] ?? null,
  text: await message.text(),
});

const createValidation = (document: OpenApiDocument) => {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  const closed = closeObjects(document);
  ajv.addSchema({ ...(isRecord(closed) ? closed : {}), $id: 'document' });
  return (what: string, place: readonly string[], { path, method }: Call, { type, text }: Message): void => {
    const pointer = followed(closed, ['paths', path, method, ...place]);
    const media = [...pointer, 'content', type ?? ''];
    if (at(closed, media) === undefined) throw new Error(`The document has no ${what} as ${type}: ${text}`);
    if (!/json/.test(type ?? '')) return;
    const isValid = ajv.validate({ $ref: `document#/${[...media, 'schema'].map(escaped).join('/')}` }, JSON.parse(text));
    if (!isValid) throw new Error(`The ${what} is not as documented: ${ajv.errorsText()}: ${text}`);
  };
};

/** The document with every object that tells its fields closed, so that a field that it does not tell of is found. */
const closeObjects = (part: unknown): unknown => {
  if (Array.isArray(part)) return part.map(closeObjects);
  if (!isRecord(part)) return part;
  const inner = Object.fromEntries(Object.entries(part).map(([name, value]) => [name, closeObjects(value)]));
  return isRecord(part['properties']) && part['type'] === 'object' ? { additionalProperties: false, ...inner } : inner;
};

const at = (part: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, name) => (isRecord(inner) ? inner[name] : undefined), part);

/** Where the thing is that stands at a path, or that a reference there leads to. */
const followed = (document: unknown, path: readonly string[]): readonly string[] => {
  const thing = at(document, path);
  return isRecord(thing) && typeof thing['$ref'] === 'string' ? thing['$ref'].slice('#/'.length).split('/') : path;
};

/** @see https://www.rfc-editor.org/rfc/rfc6901 */
const escaped = (name: string): string => encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));
