import * as z from 'zod';
import { csvText } from '../../../functions/csv/write.ts';
import type { ApiClient } from '../api-client.ts';
import type { Batch } from './read-batches.ts';
import type { RefusedRow } from './refused-file.ts';

const importedSchema = z.object({
  read: z.int(),
  recorded: z.int(),
  unchanged: z.int(),
  refused: z.array(z.object({ row: z.int(), column: z.string().nullable(), reason: z.string() })),
});

/** What became of the rows of a batch, the refused ones by their number in the file. */
export type Told = Omit<z.infer<typeof importedSchema>, 'refused'> & { readonly refused: readonly RefusedRow[] };

export const sendBatch = async (api: ApiClient, { header, rows }: Batch, dryRun: boolean): Promise<Told> => {
  const body = { text: csvText([header, ...rows.map(({ cells }) => cells)]), contentType: 'text/csv' };
  const answer = await api.post(`/v1/imports/transactions${dryRun ? '?dry_run=true' : ''}`, body, importedSchema);
  // In the batch the header is row 1 and no row is empty.
  const refused = answer.refused.map(({ row, ...why }): RefusedRow => ({ row: rows[row - 2]?.row ?? row, ...why }));
  return { ...answer, refused };
};
