import { awaitedKey, rankedCandidates } from '../domain/candidates.ts';
import type { AwaitedKey } from '../domain/keys.ts';
import type { WaitingRow } from '../ledger/rows.ts';
import * as z from './zod.ts';

export const candidateSchema = z
  .object({
    key: z.string().openapi({ description: 'A customer key, or a provider key that a customer may be linked to' }),
    known: z.boolean(),
  })
  .openapi('Candidate', { example: { key: 'stripe:customer:cus_1', known: false } });

export type CandidateJson = z.infer<typeof candidateSchema>;

/**
 * What a row may depend on, best first: whom it may belong to, then what it may be a reduction of. A row that is in its place no
 * longer asks for the latter; one that waits knows none of it.
 */
export const candidatesJson = ({ candidates, awaiting, refs }: Pick<WaitingRow, 'candidates' | 'awaiting' | 'refs'>) => [
  ...rankedCandidates(candidates).map((candidate): CandidateJson => {
    const awaited = awaitedKey(candidate);
    return { key: plainKey(awaited), known: !awaiting.includes(awaited) };
  }),
  ...refs.map((key): CandidateJson => ({ key, known: false })),
];

/** Without the word that tells a customer key from a link. */
export const plainKey = (awaited: AwaitedKey): string => awaited.slice(awaited.indexOf(':') + 1);
