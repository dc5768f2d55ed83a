import * as z from 'zod';

const Said = z.object({ part: z.string(), kind: z.string(), body: z.string(), cleared: z.boolean() });

/** A query with its texts, as an API client reads it. */
export const ThreadDocument = z.object({
  id: z.string(),
  version: z.int(),
  status: z.string(),
  said: z.array(Said),
  draft: z.object({ body: z.string() }).optional(),
  clock: z.object({ state: z.string(), kind: z.string(), dueAt: z.string() }),
  turn: z.string(),
  can: z.array(z.string()),
});
export type ThreadDocument = z.infer<typeof ThreadDocument>;
