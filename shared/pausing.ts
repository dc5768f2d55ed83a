import { routingDueAt } from './asking.ts';
import { type Change, moved } from './change.ts';
import type { PauseReason } from './choices.ts';
import { paused, resumed } from './clock.ts';
import { type Query, type SentQuery, sentFacts } from './query.ts';
import { Refused } from './refused.ts';
import type { Settings } from './settings.ts';
import { nextWordBy, setAnew } from './timing.ts';
import { movable } from './transitions.ts';

/** The query waiting as its asker wishes: the only pause besides the asker's own turn. */
function resting(before: SentQuery, settings: Settings, now: string): Query {
  if (before.pause) throw new Refused('not-possible-now');
  return {
    ...moved(before, now),
    pause: { why: 'requested', since: now, reminded: 0 },
    ...setAnew(before, paused(before.clock, now, 'wish'), settings, now),
  };
}

/** The asker wants it to wait. */
export function pause(query: Query, settings: Settings, now: string): Change {
  const after = resting(movable('pause', query), settings, now);
  return { query: after, event: { code: 'paused', details: {} }, notices: [] };
}

/** The asker wants it to wait, and said so to the secretariat. */
export function letWait(query: Query, reason: PauseReason, settings: Settings, now: string): Change {
  const after = resting(movable('let-wait', query), settings, now);
  return { query: after, event: { code: 'paused', details: { reason } }, notices: [] };
}

/** The query running again, where it stood before it waited. */
export function running(query: SentQuery, settings: Settings, now: string): SentQuery {
  const clock = setAnew(query, resumed(query.clock, now), settings, now);
  const { pause: _, ...facts } = { ...sentFacts(moved(query, now)), ...clock, wordDueAt: nextWordBy(now, settings) };
  if (query.status === 'offered') return { ...facts, status: 'offered', offer: query.offer };
  if (query.status === 'in_review')
    return { ...facts, status: 'in_review', grant: query.grant, clearance: query.clearance };
  if (query.status === 'held') return { ...facts, status: 'held' };
  if ('grant' in query && query.grant) return { ...facts, status: 'in_progress', grant: query.grant };
  return { ...facts, status: 'submitted', routingDueAt: routingDueAt(now) };
}

/** It waits no longer. */
export function resume(query: Query, settings: Settings, now: string): Change {
  const before = movable('resume', query);
  if (before.pause?.why !== 'requested') throw new Refused('not-possible-now');
  return { query: running(before, settings, now), event: { code: 'resumed', details: {} }, notices: [] };
}
