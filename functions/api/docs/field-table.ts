import { html } from 'hono/html';
import { isRecord } from '../../platform/record.ts';
import { type Html, inline } from './prose.ts';

/** The fields of an object, one a row: its name, its type, what it is. */
export const fieldTable = (schema: unknown): Html | '' => {
  if (!isRecord(schema) || !isRecord(schema['properties'])) return '';
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const isClosed = schema['additionalProperties'] === false;
  const rows = Object.entries(schema['properties']).map(([name, field]) =>
    fieldRow({ name, schema: field, note: isClosed && !required.includes(name) ? 'optional' : '' }),
  );
  return html`<table>${rows}</table>`;
};

type Field = { readonly name: string; readonly schema: unknown; readonly note: string };

export const fieldRow = ({ name, schema, note }: Field): Html => {
  const description = isRecord(schema) && typeof schema['description'] === 'string' ? schema['description'] : '';
  return html`<tr><td><code>${name}</code></td><td class="quiet">${typeOf(schema)}${note === '' ? '' : `, ${note}`}</td><td>${inline(description)}</td></tr>`;
};

/** What a value may be, in words; a schema with a name leads to where it is told. */
const typeOf = (schema: unknown): Html => {
  if (!isRecord(schema)) return html`anything`;
  const { $ref: ref, type, format, anyOf: choices, items, const: only } = schema;
  const values = Array.isArray(schema['enum']) ? schema['enum'] : [];
  if (typeof ref === 'string') return linkTo(ref.slice(ref.lastIndexOf('/') + 1));
  if (Array.isArray(choices)) return html`${choices.map((choice, index) => html`${index === 0 ? '' : ' or '}${typeOf(choice)}`)}`;
  if (only !== undefined) return html`<code>${String(only)}</code>`;
  if (values.length > 0) return html`${values.map((value) => html`<code>${String(value)}</code> `)}`;
  if (items !== undefined) return html`list of ${typeOf(items)}`;
  const words = [type].flat().map((word) => (word === 'string' && typeof format === 'string' ? format : String(word)));
  return html`${words.join(' or ')}${limits(schema)}`;
};

const linkTo = (name: string): Html => html`<a href="#schema-${name}">${name}</a>`;

const LIMITS = { minLength: 'at least', maxLength: 'at most', minimum: 'from', maximum: 'to' } as const;

const limits = (schema: Readonly<Record<string, unknown>>): string =>
  Object.entries(LIMITS)
    // Of an integer that has no limit the schema tells the largest safe one.
    .filter(([name]) => typeof schema[name] === 'number' && Math.abs(schema[name]) < Number.MAX_SAFE_INTEGER)
    .map(([name, word]) => `, ${word} ${schema[name]}`)
    .join('');
