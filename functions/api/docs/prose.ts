import { html } from 'hono/html';

export type Html = ReturnType<typeof html>;

/** The little of CommonMark that the document's texts are written in: headings of the second rank, paragraphs, code in a line. */
export const prose = (text: string): readonly Html[] =>
  text.split(/\n{2,}/).map((block) => (block.startsWith('## ') ? html`<h2>${block.slice(3)}</h2>` : html`<p>${inline(block)}</p>`));

/** One line of it. */
export const inline = (text: string): readonly Html[] =>
  text.split('`').map((part, index) => (index % 2 === 0 ? html`${part}` : html`<code>${part}</code>`));

export const jsonBlock = (value: unknown): Html => html`<pre>${typeof value === 'string' ? value : JSON.stringify(value, null, 2)}</pre>`;
