import * as z from 'zod/mini';
import type { Interests } from './people.ts';
import { yearsBefore } from './plain-date.ts';

/** What ties an expert to a State. */
export const Conflict = z.enum(['nationality', 'residence', 'employment', 'declared', 'treaty-body']);
export type Conflict = z.infer<typeof Conflict>;

/**
 * Why this expert may not advise this State, undefined when nothing stands against it. `today` is a calendar date.
 * Nationals, residents and employees (now or in the last five years), declared ties, and members of a treaty body that
 * reviews the State (Addis Ababa guidelines, A/67/222, part IV).
 */
export function conflictOf(interests: Interests, state: string, today: string): Conflict | undefined {
  const fiveYearsAgo = yearsBefore(today, 5);
  if (interests.nationalities.includes(state)) return 'nationality';
  if (interests.residence === state) return 'residence';
  if (interests.employments.some((job) => job.state === state && (job.until ?? today) >= fiveYearsAgo))
    return 'employment';
  if (interests.declared.includes(state)) return 'declared';
  if (interests.reviewedByOwnBody.includes(state)) return 'treaty-body';
  return undefined;
}

/** The States that an expert is newly tied to by a change of interests. */
export function newTies(before: Interests, after: Interests, today: string): string[] {
  const { nationalities, residence, employments, declared, reviewedByOwnBody } = after;
  const employers = employments.map(({ state }) => state);
  const named = new Set([...nationalities, residence, ...employers, ...declared, ...reviewedByOwnBody]);
  return [...named].filter((state) => conflictOf(after, state, today) && !conflictOf(before, state, today));
}
