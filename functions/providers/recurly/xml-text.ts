import { UnreadablePayloadError } from '../../platform/errors.ts';

/** Far above any notification (a subscription with twenty add-ons has about 200 elements), far below what costs time. */
const MAX_ELEMENTS = 2_000;

const NOT_AN_XML_CHARACTER = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;
const XML_DECLARATION = /^<\?xml\s[^>]*>/;
const ENCODING = /\sencoding\s*=\s*["']([^"']*)["']/;
// "<!" that begins neither a comment nor CDATA declares something (DOCTYPE, ENTITY, ELEMENT); "<?" instructs a processor,
// unless it is the XML declaration, which stands at the very start.
const DECLARATION_OR_INSTRUCTION = /<!(?!--|\[CDATA\[)|(?<!^)<\?|^<\?(?!xml\s)/;
const START_TAG = /<[^!/?]/g;

/**
 * The body as text that is safe to hand to an XML parser. Throws `UnreadablePayloadError` for bytes that are not UTF-8 or
 * say that they are another encoding, for characters that XML does not have, for every document type (and with it every
 * entity that could expand or reach out), for processing instructions and for more than 2,000 elements.
 */
export const xmlText = (body: Buffer): string => {
  const text = decodeUtf8(body);
  if (NOT_AN_XML_CHARACTER.test(text)) throw new UnreadablePayloadError('Recurly XML has a character that XML does not allow');
  const declaration = XML_DECLARATION.exec(text)?.[0] ?? '';
  const encoding = ENCODING.exec(declaration)?.[1] ?? 'utf-8';
  if (encoding.toLowerCase() !== 'utf-8') throw new UnreadablePayloadError('Recurly XML declares an encoding other than UTF-8');
  if (DECLARATION_OR_INSTRUCTION.test(text)) throw new UnreadablePayloadError('Recurly XML has a document type or an instruction');
  if ((text.match(START_TAG)?.length ?? 0) > MAX_ELEMENTS) {
    throw new UnreadablePayloadError(`Recurly XML has more than ${MAX_ELEMENTS} elements`);
  }
  return text;
};

const decodeUtf8 = (body: Buffer): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch (cause) {
    throw new UnreadablePayloadError('Recurly body is not UTF-8', { cause });
  }
};

const PREDEFINED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);
// The last branch catches an ampersand that begins no reference.
const REFERENCE = /&(?:#([0-9]+);|#x([0-9A-Fa-f]+);|([A-Za-z]+);|)/g;
const MAX_CODE_POINT = 0x10ffff;

/**
 * Text with its references resolved: the five names that XML predefines, and numbers of characters that XML has.
 * Throws `UnreadablePayloadError` for any other.
 */
export const resolveReferences = (raw: string): string =>
  raw.replace(REFERENCE, (_, decimal?: string, hex?: string, name?: string) => {
    const code = decimal ?? (hex === undefined ? undefined : `0x${hex}`);
    const character = code === undefined ? PREDEFINED.get(name ?? '') : characterOf(Number(code));
    if (character === undefined) throw new UnreadablePayloadError('Recurly XML has a reference to no character');
    return character;
  });

const characterOf = (codePoint: number): string | undefined => {
  if (codePoint > MAX_CODE_POINT) return undefined;
  const character = String.fromCodePoint(codePoint);
  return NOT_AN_XML_CHARACTER.test(character) ? undefined : character;
};
