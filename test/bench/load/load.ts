import * as z from 'zod';

/** What is to be sent, and by how many clients at once. */
export const Load = z.object({
  url: z.string(),
  connections: z.number(),
  requests: z.array(z.object({ headers: z.record(z.string(), z.string()), body: z.string() })),
});

/** Of one run: how long from the first request to the last answer, how long each answer took, and what was answered how often. */
export const Fired = z.object({ seconds: z.number(), millis: z.array(z.number()), statuses: z.record(z.string(), z.number()) });

export type Load = z.infer<typeof Load>;
export type Fired = z.infer<typeof Fired>;
