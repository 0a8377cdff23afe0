import { html, raw } from 'hono/html';
import { callsOf, type OpenApiDocument } from '../openapi/shapes.ts';
import { KINDS, PROBLEM_KINDS, type ProblemKind, typeOf } from '../problem.ts';
import { callSection } from './call-section.ts';
import { fieldTable } from './field-table.ts';
import { type Html, inline, prose } from './prose.ts';
import { STYLE } from './style.ts';

/** The document for people: one page, complete, without a script and without anything from elsewhere. */
export const docsPage = (document: OpenApiDocument): Html => {
  const { info, tags = [], components = {} } = document;
  const groups = tags.map((tag) => ({ ...tag, calls: callsOf(document).filter(({ operation }) => operation.tags?.includes(tag.name)) }));
  const schemas = Object.entries(components.schemas ?? {});
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${info.title} API</title>
<style>${raw(STYLE)}</style></head>
<body><div class="page">
<nav aria-label="Contents"><strong>${info.title} API</strong>
  ${groups.map(({ name, calls }) => html`<h2>${name}</h2>${calls.map(linkToCall)}`)}
  <h2>Reference</h2><a href="#problems">Problems</a><a href="#schemas">Schemas</a><a href="/openapi.json">openapi.json</a></nav>
<main><h1>${info.title} API</h1>${prose(info.description ?? '')}
  ${groups.map(({ name, description = '', calls }) => html`<h2>${name}</h2><p>${inline(description)}</p>${calls.map((call) => callSection(call, components))}`)}
  <h2 id="problems">Problems</h2>${PROBLEM_KINDS.map(problemEntry)}
  <h2 id="schemas">Schemas</h2>${schemas.map(([name, schema]) => html`<section class="entry" id="schema-${name}"><h3>${name}</h3>${fieldTable(schema)}</section>`)}
</main></div></body></html>`;
};

const linkToCall = ({ path, method, operation }: ReturnType<typeof callsOf>[number]): Html =>
  html`<a href="#${operation.operationId ?? ''}" title="${operation.summary ?? ''}"><span class="method ${method.toUpperCase()}">${method.toUpperCase()}</span>${path.replace('/v1', '')}</a>`;

const problemEntry = (kind: ProblemKind): Html => {
  const { status, title, remedy } = KINDS[kind];
  return html`<section class="entry" id="problem-${kind}"><h3>${status} <code>${typeOf(kind)}</code></h3><p>${title}. ${inline(remedy)}</p></section>`;
};
