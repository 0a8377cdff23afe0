import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { UnreadablePayloadError } from '../../platform/errors.ts';
import { resolveReferences, xmlText } from './xml-text.ts';

/**
 * An element as plain data:
 * - `null` when it says `nil="true"`, whatever stands inside;
 * - its text, exactly, with references resolved and blanks kept;
 * - the list of its children when it says `type="array"`, be there none, one or many;
 * - else its children by name, where a name that comes twice holds a list.
 *
 * So a schema that asks for a string refuses a repeated element by itself. Text that is broken by a comment or
 * CDATA reads as `{ '#text': … }` and not as a string, for the same reason: `10<!-- -->00` is no amount.
 */
export type XmlValue = string | null | readonly XmlValue[] | { readonly [name: string]: XmlValue };

export type XmlDocument = { readonly root: string; readonly value: XmlValue };

const MAX_DEPTH = 16;
const MAX_ATTRIBUTES = 64;

/** Reads a whole document, strictly. Throws `UnreadablePayloadError` for everything that is not well-formed or is out of proportion. */
export const readXml = (body: Buffer): XmlDocument => {
  const [root, ...rest] = parseNodes(xmlText(body)).map(readNode).filter(standsAtTop);
  if (root?.kind !== 'element' || rest.length > 0) throw new UnreadablePayloadError('Recurly XML has not exactly one root element');
  return { root: root.name, value: readElement(root, 1) };
};

/** The library's ordered output: one key for the element (or text, CDATA, comment), one for the attributes. */
type OrderedNode = { readonly [name: string]: OrderedContent };
type OrderedContent = string | readonly OrderedNode[] | Attributes;
type Attributes = { readonly [name: string]: string };

type XmlNode =
  | { readonly kind: 'text' | 'cdata' | 'comment'; readonly text: string }
  | { readonly kind: 'element'; readonly name: string; readonly attributes: Attributes; readonly children: readonly OrderedNode[] };
type XmlElement = Extract<XmlNode, { kind: 'element' }>;

const parseNodes = (text: string): readonly OrderedNode[] => {
  // The validator does not look behind a root that closes itself (`<a/>junk`); a document ends with a tag or a comment.
  const valid = text.trimEnd().endsWith('>') && XMLValidator.validate(text);
  if (valid !== true) throw new UnreadablePayloadError('Recurly body is not well-formed XML');
  try {
    return createParser().parse(text);
  } catch {
    // No cause: the library's messages may quote the body.
    throw new UnreadablePayloadError('Recurly body is not XML that can be read');
  }
};

/** Everything that guesses is off: numbers, blanks and entities stay as they were sent. */
const createParser = (): XMLParser =>
  new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    trimValues: false,
    processEntities: false,
    cdataPropName: '#cdata',
    commentPropName: '#comment',
    ignorePiTags: true,
  });

const readNode = ({ ':@': attributes = {}, ...node }: OrderedNode): XmlNode => {
  const [name = '', content = []] = Object.entries(node)[0] ?? [];
  if (name === '#text') return { kind: 'text', text: String(content) };
  const children = isList(content) ? content : [];
  if (name === '#comment') return { kind: 'comment', text: '' };
  if (name === '#cdata') return { kind: 'cdata', text: String(children[0]?.['#text'] ?? '') };
  return { kind: 'element', name, attributes: isAttributes(attributes) ? attributes : {}, children };
};

const isList = (content: OrderedContent): content is readonly OrderedNode[] => Array.isArray(content);
const isAttributes = (content: OrderedContent): content is Attributes => typeof content === 'object' && !isList(content);

const standsAtTop = (node: XmlNode): boolean => node.kind !== 'comment' && !(node.kind === 'text' && node.text.trim() === '');

const readElement = (element: XmlElement, depth: number): XmlValue => {
  if (depth > MAX_DEPTH) throw new UnreadablePayloadError(`Recurly XML is deeper than ${MAX_DEPTH} elements`);
  const attributes = readAttributes(element.attributes);
  const nodes = element.children.map(readNode);
  const fields = nodes.filter((node) => node.kind === 'element').map((child) => [child.name, readElement(child, depth + 1)] as const);
  const text = textOf(nodes);
  if (attributes.get('nil') === 'true') return null;
  if (attributes.get('type') === 'array') return fields.map(([, value]) => value);
  return fields.length > 0 ? byName(fields) : text;
};

const readAttributes = (attributes: Attributes): ReadonlyMap<string, string> => {
  const entries = Object.entries(attributes);
  if (entries.length > MAX_ATTRIBUTES)
    throw new UnreadablePayloadError(`Recurly XML has an element with over ${MAX_ATTRIBUTES} attributes`);
  return new Map(entries.map(([name, raw]) => [name, resolveReferences(raw)]));
};

/** The characters of an element: a string when they stand in one run, marked as broken when anything else is among them. */
const textOf = (nodes: readonly XmlNode[]): XmlValue => {
  const pieces = nodes.filter((node) => node.kind !== 'element');
  const text = pieces.map((piece) => (piece.kind === 'text' ? resolveReferences(piece.text) : piece.text)).join('');
  const unbroken = pieces.length === 0 || (pieces.length === 1 && pieces[0]?.kind === 'text');
  return unbroken ? text : { '#text': text };
};

const byName = (fields: readonly (readonly [string, XmlValue])[]): XmlValue =>
  Object.fromEntries(
    [...Map.groupBy(fields, ([name]) => name)].map(([name, group]) => {
      const values = group.map(([, value]) => value);
      return [name, values.length === 1 ? (values[0] ?? null) : values];
    }),
  );
