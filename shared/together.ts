import { expertOf } from './assignment.ts';
import type { Expert } from './people.ts';
import { isSent, type Query } from './query.ts';
import { assignable, type Exclusion, type Load, rank } from './routing.ts';
import { transitions } from './transitions.ts';

/** How many queries may be given to an expert at once: what a page of the board shows, and a few. */
export const mostTogether = 100;

/** One of several queries beside the expert whom all of them might go to. */
export type Prospect = {
  query: Query;
  exclusions: readonly Exclusion[];
  /** `fits`: as the hub itself would; `by-hand`: a member may overrule what stands against it; the others cannot be. */
  verdict: 'fits' | 'by-hand' | 'excluded' | 'already' | 'not-possible';
};

const from: readonly string[] = transitions.assign.from;

/**
 * What giving these queries to one expert would mean, one after the other: each that fits takes a place, so that the
 * expert's room counts down.
 */
export function prospectsOf(queries: readonly Query[], expert: Expert, load: Load, today: string): Prospect[] {
  let openQueries = load.openQueries;
  return queries.map((query): Prospect => {
    if (expertOf(query) === expert.id && from.includes(query.status))
      return { query, exclusions: [], verdict: 'already' };
    if (!isSent(query) || !from.includes(query.status)) return { query, exclusions: [], verdict: 'not-possible' };
    const [candidate] = rank(query, [expert], new Map([[expert.id, { ...load, openQueries }]]), today);
    if (!candidate) throw new Error('a roster of one ranks one');
    const { exclusions } = candidate;
    if (exclusions.length === 0) openQueries = [...openQueries, query.id];
    const verdict = exclusions.length === 0 ? 'fits' : assignable(candidate) ? 'by-hand' : 'excluded';
    return { query, exclusions, verdict };
  });
}
