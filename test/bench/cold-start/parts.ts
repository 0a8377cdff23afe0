import type { Bundle } from './build-bundles.ts';

/** Why a part is in a bundle. A package that is not here has no reason yet. */
const REASONS: Readonly<Record<string, string>> = {
  '@smithy/core': 'what all clients of the SDK are made of: schemas, middleware, retries, endpoints',
  '@smithy/signature-v4': "signs the SDK's requests",
  '@aws-sdk/client-dynamodb': 'the ledger: schemas and errors of all operations, used or not',
  '@aws-sdk/client-sqs': 'sends to the queue; in the API also depths and redrives: schemas and errors of all operations',
  '@aws-sdk/client-secrets-manager': 'fetches the secret: schemas and errors of all operations',
  '@smithy/node-http-handler': "the SDK's requests over node:https",
  '@aws-sdk/core': "AWS's part of what clients are made of: signing, user agent, regions",
  zod: 'checks what comes from outside: payloads, or requests of the API',
  'fast-xml-parser': "Recurly's XML",
  'is-unsafe': 'of fast-xml-parser',
  'csv-parse': 'imports from CSV',
  '@asteasolutions/zod-to-openapi': 'makes the OpenAPI document that the API serves',
  hono: 'routes of the API',
  'functions/api': 'the API and its page of documentation',
  'functions/domain': 'the pure core',
  'functions/ingest': 'the door: deadlines, answers, the envelope',
  'functions/ledger': 'tables, keys and conditions; dictionaries of the compression',
  'functions/platform': 'secrets, log, metrics, settings',
  'functions/process': 'merges and attributes',
  'functions/providers': 'reads the payloads of all providers; in an ingest function only its verifier',
};

/** The parts of a bundle that are more than a thirtieth of it: name, share and reason, the largest first. */
export const largeParts = ({
  parts,
  bytes,
}: Bundle): readonly { readonly name: string; readonly bytes: number; readonly reason: string }[] => {
  const sums = new Map<string, number>();
  for (const [path, size] of Object.entries(parts)) sums.set(partOf(path), (sums.get(partOf(path)) ?? 0) + size);
  return [...sums]
    .filter(([, size]) => size > bytes / 30)
    .sort(([, a], [, b]) => b - a)
    .map(([name, size]) => ({ name, bytes: size, reason: REASONS[name] ?? '–' }));
};

/** A package's name, or the folder of ours. */
const partOf = (path: string): string => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? path.split('/').slice(0, 2).join('/');
