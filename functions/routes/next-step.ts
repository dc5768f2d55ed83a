import * as z from 'zod/mini';
import type { Query } from '../../shared/query.ts';
import { missingSteps } from '../../shared/steps.ts';

/** What the second button of a step says: back to the list, for another day. The first says no more than that it is sent. */
export const Next = z.optional(z.literal('later'));

/** Where a step leads once it is saved: to the list, to the first step that is still missing, or to the last look. */
export function placeAfter(query: Query, chosen: z.infer<typeof Next>, now: string): string {
  const at = `/queries/${query.id}`;
  if (query.status !== 'draft') return `${at}/receipt`;
  if (chosen === 'later') return `${at}/edit`;
  const [next = 'check'] = missingSteps(query, now.slice(0, 10));
  return `${at}/${next}`;
}
