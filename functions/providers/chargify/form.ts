import { UnreadablePayloadError } from '../../platform/errors.ts';

/**
 * The fields of an urlencoded body under their flat names: `payload[transaction][id]`.
 *
 * Why not a library: `URLSearchParams` replaces bytes that it cannot decode, and bracket parsers (qs, Rack) build objects out
 * of names that the sender chose and fold a doubled name into a list or into its last value. Here a name is only ever looked
 * up in a map, and a field that could be read in two ways is not read at all.
 */
export type Form = {
  /**
   * The decoded text of a field that is sent once, undefined when it is not sent.
   * Throws `UnreadablePayloadError` when it is sent twice, is a value and a map or list at once, or has bad percent sequences.
   */
  readonly text: (name: string) => string | undefined;
};

const MAX_FIELDS = 5_000;
const MAX_LEVELS = 64;

/**
 * Reads raw bytes. Names are checked strictly, all of them, because a name that cannot be read could be any field; values only
 * when asked for, so that an odd value elsewhere does no harm. Names may be repeated where nobody asks for them: real bodies do.
 * @see https://url.spec.whatwg.org/#urlencoded-parsing
 */
export const readForm = (body: Buffer): Form => {
  const fields = Map.groupBy(fieldsOf(body), ({ name }) => name);
  const names = [...fields.keys()];
  const isAnySent = (start: string): boolean => names.some((name) => name.startsWith(start));
  // Chargify writes null for a map too: `payload[subscription]=` alone is no map, and nothing stands in it.
  const isNull = (name: string): boolean => fields.get(name)?.every(({ raw }) => raw === '') === true && !isAnySent(`${name}[`);
  const isNoMap = (name: string): boolean => (fields.has(name) && !isNull(name)) || isAnySent(`${name}[]`);
  return {
    text: (name) => {
      const [field, another] = fields.get(name) ?? [];
      if (another !== undefined) throw unreadable(`${name} is sent twice`);
      if (isAnySent(`${name}[`)) throw unreadable(`${name} is sent as a map or list`);
      const noMap = parentsOf(name).find(isNoMap);
      if (noMap !== undefined) throw unreadable(`${noMap} is sent as a value or list`);
      return field && decode(field.raw, name);
    },
  };
};

type Field = { readonly name: string; readonly raw: string };

const fieldsOf = (body: Buffer): readonly Field[] => {
  // Latin-1 keeps every byte apart until a part is decoded; the limit keeps four megabytes of '&' from becoming a list.
  const parts = body.toString('latin1').split('&', MAX_FIELDS + 1);
  if (parts.length > MAX_FIELDS) throw unreadable(`body has more than ${MAX_FIELDS} fields`);
  return parts.filter((part) => part !== '').map(fieldOf);
};

const fieldOf = (part: string): Field => {
  const equals = part.indexOf('=');
  const [name, raw] = equals === -1 ? [part, ''] : [part.slice(0, equals), part.slice(equals + 1)];
  return { name: checkedName(decode(name, 'field name')), raw };
};

/** `payload`, `payload[site][id]`, `ids[]`: a root and balanced, unnested brackets. */
const NAME = /^[^[\]]+(?:\[[^[\]]*\])*$/;

const checkedName = (name: string): string => {
  if (!NAME.test(name)) throw unreadable('field name has unbalanced brackets');
  if (name.split('[').length - 1 > MAX_LEVELS) throw unreadable(`field name has more than ${MAX_LEVELS} levels`);
  return name;
};

/** `payload` and `payload[site]` for `payload[site][id]`. */
const parentsOf = (name: string): readonly string[] =>
  name
    .split('[')
    .slice(0, -1)
    .map((_, index, segments) => segments.slice(0, index + 1).join('['));

/** Both steps are strict: bad UTF-8 (overlong forms too) and bad percent sequences throw instead of turning into U+FFFD. */
const decode = (raw: string, what: string): string => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(raw, 'latin1'));
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch (cause) {
    throw new UnreadablePayloadError(`Chargify ${what} is not percent-encoded UTF-8`, { cause });
  }
};

const unreadable = (problem: string): UnreadablePayloadError => new UnreadablePayloadError(`Chargify ${problem}`);
