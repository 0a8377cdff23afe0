import { isRecord } from '../../platform/record.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * A value of the shape that a JSON schema describes, made of the `example`s in it: of the whole where the whole has one, else of its
 * parts. So an example is written once, next to its field, and every call that has the field shows it.
 */
export const exampleOf = (schema: unknown, schemas: Json): unknown => {
  if (!isRecord(schema)) return null;
  const { $ref: ref } = schema;
  if (typeof ref === 'string') return exampleOf(schemas[ref.slice(ref.lastIndexOf('/') + 1)], schemas);
  const [given] = [schema['example'], schema['const'], schema['default'], ...listOf(schema['enum'])].filter((value) => value !== undefined);
  return given === undefined ? composed(schema, schemas) : given;
};

const composed = (schema: Json, schemas: Json): unknown => {
  const [choice] = [...listOf(schema['anyOf']), ...listOf(schema['oneOf'])];
  if (choice !== undefined) return exampleOf(choice, schemas);
  const parts = listOf(schema['allOf']);
  if (parts.length > 0) return Object.assign({}, ...parts.map((part) => exampleOf(part, schemas)));
  const types = [schema['type']].flat();
  if (types.includes('null')) return null;
  const [type] = types;
  if (type === 'array') return [exampleOf(schema['items'], schemas)];
  return type === 'object' ? exampleOfFields(schema['properties'], schemas) : plainExample(schema, type);
};

const exampleOfFields = (fields: unknown, schemas: Json): Json =>
  isRecord(fields) ? Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, exampleOf(field, schemas)])) : {};

/** For a field without an example of its own. */
const plainExample = (schema: Json, type: unknown): unknown => {
  if (type === 'integer' || type === 'number') return schema['minimum'] ?? 0;
  if (type === 'boolean') return false;
  return type === 'string' ? 'text' : null;
};

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
