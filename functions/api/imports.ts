import { createRoute, type RouteConfig } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { COLUMNS } from '../csv/columns.ts';
import type { Api, ApiDeps } from './deps.ts';
import { readImportBody } from './import-body.ts';
import { MOST_ROWS, readImport } from './import-rows.ts';
import { importTransactions } from './import-transactions.ts';
import { oneOf } from './paging.ts';
import { PROBLEMS, ProblemError, problem } from './problem.ts';
import * as z from './zod.ts';

export const IMPORTS_PATH = '/v1/imports/transactions';

/** A thousand rows of the longest keys in any script fit in, and all of it into an event of the function. */
const MOST_BYTES = 4 * 1024 * 1024;

const importedSchema = z
  .object({
    read: z.int().openapi({ description: 'Rows in the file, without its header' }),
    recorded: z.int(),
    unchanged: z.int().openapi({ description: 'Rows that were there already, with this content' }),
    refused: z
      .array(
        z.object({
          row: z.int().openapi({ description: 'As a spreadsheet counts: the header is row 1' }),
          column: z.enum(COLUMNS).nullable().openapi({ description: 'Null where it is the whole row' }),
          reason: z.string(),
        }),
      )
      .readonly()
      .openapi({ description: 'One entry for each row that was not recorded' }),
  })
  .openapi('Import', {
    example: {
      read: 3,
      recorded: 1,
      unchanged: 1,
      refused: [{ row: 4, column: 'currency', reason: 'is not an ISO 4217 currency, such as USD' }],
    },
  });

const EXAMPLE = `${COLUMNS.join(',')}\r\nacme,4900,USD,order-1001,plans,gold-yearly,2026-01-31T09:30:00Z,partner-1\r\n`;

// Plain schemas: the body is read by us, because its bytes must be UTF-8.
type BodyFormat = NonNullable<NonNullable<NonNullable<RouteConfig['request']>['body']>['content'][string]>;
const csv: BodyFormat = { schema: { type: 'string' }, example: EXAMPLE };
const form: BodyFormat = {
  schema: {
    type: 'object',
    properties: { file: { type: 'string', format: 'binary', example: EXAMPLE }, dry_run: { type: 'string', enum: ['true', 'false'] } },
    required: ['file'],
  },
};

const route = createRoute({
  operationId: 'importTransactions',
  tags: ['Transactions'],
  method: 'post',
  path: IMPORTS_PATH,
  summary: "Record transactions of the team's own from a CSV file; may be repeated",
  description: `At most ${MOST_ROWS} rows and ${MOST_BYTES} bytes; a larger file goes in parts. The first row names the columns.`,
  request: {
    query: z.strictObject({ dry_run: z.enum(['true', 'false'], 'must be true or false').optional() }),
    body: { required: true, content: { 'multipart/form-data': form, 'text/csv': csv } },
  },
  responses: {
    200: {
      description: 'What became of the rows; in a dry run, what would have become of them',
      content: { 'application/json': { schema: oneOf(importedSchema) } },
    },
    413: problem(`The file has more than ${MOST_ROWS} rows or ${MOST_BYTES} bytes`),
    ...PROBLEMS,
  },
});

export const addImports = (app: Api, deps: ApiDeps): void => {
  app.openapi(route, async (c) => {
    const { text, isDryRun } = await readImportBody(c, c.req.valid('query').dry_run);
    return c.json({ data: await importTransactions(deps, readImport(text), isDryRun) }, 200);
  });
};

/** In the place of the limit that other bodies have. */
export const limitImport = bodyLimit({
  maxSize: MOST_BYTES,
  onError: () => {
    throw new ProblemError('too-large', `An import holds at most ${MOST_BYTES} bytes`);
  },
});
