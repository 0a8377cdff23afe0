import type { Context } from 'hono';
import type { ApiEnv } from './deps.ts';
import { invalidField } from './refuse.ts';

export type ImportBody = { readonly text: string; readonly isDryRun: boolean };

/** The file of an import, and whether it is a dry run: the whole body, or parts of a form. Throws a problem. */
export const readImportBody = async (c: Context<ApiEnv>, dryRun: string | undefined): Promise<ImportBody> => {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type === 'text/csv') return { text: decodeUtf8(await c.req.arrayBuffer()), isDryRun: isTrue(dryRun ?? 'false') };
  if (type !== 'multipart/form-data') {
    throw invalidField('content-type', 'must be text/csv, or multipart/form-data with the file in its part "file"');
  }
  const form = await readForm(c);
  const file = form.get('file');
  if (file === null) throw invalidField('file', 'is missing in the form');
  const word = dryRun ?? form.get('dry_run') ?? 'false';
  const text = typeof file === 'string' ? file : decodeUtf8(await file.arrayBuffer());
  return { text, isDryRun: isTrue(word) };
};

const readForm = async (c: Context<ApiEnv>): Promise<FormData> => {
  try {
    return await c.req.formData();
  } catch {
    throw invalidField('body', 'is not a multipart form');
  }
};

/** Strictly: a file of another encoding would put wrong letters into keys. */
const decodeUtf8 = (bytes: ArrayBuffer): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw invalidField('body', 'is not UTF-8');
  }
};

const isTrue = (word: unknown): boolean => {
  if (word === 'true' || word === 'false') return word === 'true';
  throw invalidField('dry_run', 'must be true or false');
};
