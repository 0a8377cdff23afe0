import type { Api } from '../deps.ts';
import { withExamples } from './examples.ts';
import { problemComponents, withProblems } from './problem-answers.ts';
import { type Components, callsOf, type OpenApiDocument, type PathItem } from './shapes.ts';
import { OVERVIEW, TAGS } from './words.ts';

const ABOUT = {
  openapi: '3.1.0',
  info: {
    title: 'Hookledger',
    version: '1',
    summary: 'Payment webhooks in, an attributed revenue ledger out',
    description: OVERVIEW,
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: '/', description: 'Where this document comes from' }],
  security: [{ apiKey: [] }],
};

const API_KEY = { type: 'http', scheme: 'bearer', description: 'An API key; a change needs one with the scope `write`' } as const;

/**
 * The OpenAPI 3.1 document of an app that has all its routes: what their schemas say, and beside it what follows from that for every
 * call: which problems it may answer, and an example of whatever it takes and gives.
 */
export const createDocument = (app: Api): OpenApiDocument => {
  const document = app.getOpenAPI31Document(ABOUT);
  const components: Components = {
    ...document.components,
    responses: problemComponents(),
    securitySchemes: { apiKey: API_KEY },
  };
  const used = new Set(callsOf(document).flatMap(({ operation }) => operation.tags ?? []));
  return {
    ...document,
    tags: TAGS.filter(({ name }) => used.has(name)),
    paths: completePaths(document, components.schemas ?? {}),
    components,
  };
};

const completePaths = (document: OpenApiDocument, schemas: NonNullable<Components['schemas']>): Record<string, PathItem> => {
  const paths: Record<string, PathItem> = {};
  for (const call of callsOf(document)) {
    paths[call.path] = { ...paths[call.path], [call.method]: withExamples(withProblems(call), schemas) };
  }
  return paths;
};
