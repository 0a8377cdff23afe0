import { secondOf } from '../calendar.ts';
import type { Millis } from '../world.ts';

/** An element: its text, its children, or null, which Recurly writes as `nil="true"`. */
export type Xml = { readonly name: string; readonly type?: string | undefined; readonly content: string | null | readonly Xml[] };

export const element = (name: string, content: Xml['content'], type?: string): Xml => ({ name, content, type });

export const integer = (name: string, value: number): Xml => element(name, String(value), 'integer');

export const flag = (name: string, value: boolean): Xml => element(name, String(value), 'boolean');

/** Whole seconds in UTC: `2025-11-03T08:15:42Z`. */
export const time = (name: string, at: Millis | null): Xml =>
  element(name, at === null ? null : new Date(secondOf(at)).toISOString().replace('.000Z', 'Z'), 'datetime');

/** A document as Recurly writes it, two blanks a level. */
export const documentOf = (root: Xml): Buffer => Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${textOf(root, '')}\n`);

const textOf = ({ name, type, content }: Xml, indent: string): string => {
  const typed = type === undefined ? '' : ` type="${type}"`;
  if (content === null) return `${indent}<${name} nil="true"${typed}></${name}>`;
  if (typeof content === 'string') return `${indent}<${name}${typed}>${escaped(content)}</${name}>`;
  if (content.length === 0) return `${indent}<${name}${typed}/>`;
  return [`${indent}<${name}${typed}>`, ...content.map((child) => textOf(child, `${indent}  `)), `${indent}</${name}>`].join('\n');
};

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
