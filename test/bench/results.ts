import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Findings } from './section.ts';

/** Where and when a section was measured, beside what it found. */
export type Result = { readonly on: Machine; readonly seconds: number; readonly findings: Findings };

/** `load` is the machine's average over one minute when the section began: what else was going on. */
export type Machine = { readonly date: string; readonly node: string; readonly cpu: string; readonly cores: number; readonly load: string };

const FILE = join(import.meta.dirname, 'results.json');

const Table = z.object({ caption: z.string(), head: z.array(z.string()), rows: z.array(z.array(z.string())) });
const Results = z.record(
  z.string(),
  z.object({
    on: z.object({ date: z.string(), node: z.string(), cpu: z.string(), cores: z.number(), load: z.string() }),
    seconds: z.number(),
    findings: z.object({
      goals: z.array(z.object({ text: z.string(), reached: z.boolean(), seen: z.string() })),
      tables: z.array(Table),
      versions: z.array(z.string()).optional(),
    }),
  }),
);

/** What each section found when it was measured last, by the section's id. */
export const readResults = (): Readonly<Record<string, Result>> =>
  existsSync(FILE) ? Results.parse(JSON.parse(readFileSync(FILE, 'utf8'))) : {};

export const writeResult = (id: string, result: Result): void => {
  writeFileSync(FILE, `${JSON.stringify({ ...readResults(), [id]: result }, null, 2)}\n`);
};
