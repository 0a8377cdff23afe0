import { html } from 'hono/html';
import { isRecord } from '../../platform/record.ts';
import type { Answer, Call, Components, Content } from '../openapi/shapes.ts';
import { fieldRow, fieldTable } from './field-table.ts';
import { type Html, inline, jsonBlock } from './prose.ts';

/** One call: what it is for, what it takes, how to try it, what it answers. */
export const callSection = (call: Call, components: Components): Html => {
  const { operationId = '', summary = '', description = '', parameters = [], requestBody, responses = {}, security } = call.operation;
  const body = requestBody !== undefined && 'content' in requestBody ? Object.entries(requestBody.content) : [];
  const fields = parameters.flatMap((parameter) => ('in' in parameter ? [parameter] : []));
  const answers: readonly (readonly [string, Answer])[] = Object.entries(responses);
  return html`<section class="call" id="${operationId}">
    <h3><span class="method ${call.method.toUpperCase()}">${call.method.toUpperCase()}</span><code>${call.path}</code></h3>
    <p>${inline(summary)}${security === undefined ? '' : html` <span class="quiet">(needs no key)</span>`}</p>
    ${description === '' ? '' : html`<p>${inline(description)}</p>`}
    ${
      fields.length === 0
        ? ''
        : html`<h4>Parameters</h4><table>${fields.map(({ name, required, schema, in: place }) =>
            fieldRow({ name, schema, note: place === 'path' ? 'in the path' : required === true ? 'needed' : 'optional' }),
          )}</table>`
    }
    ${body.map(([type, media]) => html`<h4>Body: ${type}</h4>${fieldTable(resolved(media.schema, components.schemas))}`)}
    <h4>Try it</h4><pre>${curlOf(
      call,
      body.find(([type]) => !type.startsWith('multipart/')),
    )}</pre>
    <h4>Answers</h4>${answers.map(([status, answer]) => answerPart(status, resolved(answer, components.responses)))}
  </section>`;
};

/** What a reference leads to, or the thing itself. */
const resolved = (thing: unknown, named: object = {}): unknown => {
  if (!isRecord(thing) || typeof thing['$ref'] !== 'string') return thing;
  return Object.entries(named).find(([name]) => name === String(thing['$ref']).split('/').at(-1))?.[1];
};

const answerPart = (status: string, answer: unknown): Html | '' => {
  if (!isRecord(answer)) return '';
  const contents = isRecord(answer['content']) ? Object.values(answer['content']).filter(isRecord) : [];
  return html`<details ${status.startsWith('2') ? 'open' : ''}><summary><strong>${status}</strong> ${inline(String(answer['description']))}</summary>
    ${contents.flatMap(examplesOf).map(jsonBlock)}</details>`;
};

const examplesOf = ({ example, examples }: Readonly<Record<string, unknown>>): readonly unknown[] =>
  isRecord(examples) ? Object.values(examples).map((one) => (isRecord(one) ? one['value'] : one)) : [example];

const curlOf = ({ method, path, operation }: Call, body: readonly [string, Content[string]] | undefined): string => {
  const parts = [`curl -s${method === 'get' ? '' : ` -X ${method.toUpperCase()}`} "$HOOKLEDGER_URL${path}${requiredQuery(operation)}"`];
  if (operation.security === undefined) parts.push(`-H "Authorization: Bearer $HOOKLEDGER_API_KEY"`);
  if (body !== undefined) parts.push(`-H 'Content-Type: ${body[0]}'`, `--data-binary '${textOf(body[1].example)}'`);
  return parts.join(' \\\n  ');
};

const textOf = (example: unknown): string => (typeof example === 'string' ? example : JSON.stringify(example));

const requiredQuery = ({ parameters = [] }: Call['operation']): string => {
  const names = parameters.flatMap((parameter) =>
    'in' in parameter && parameter.in === 'query' && parameter.required === true ? [parameter.name] : [],
  );
  return names.length === 0 ? '' : `?${names.map((name) => `${name}=…`).join('&')}`;
};
