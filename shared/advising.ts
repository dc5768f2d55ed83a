import type { Change } from './change.ts';
import { noticesOf } from './notices.ts';
import type { Advice, Query } from './query.ts';
import { movable } from './transitions.ts';

const followUpWindowDays = 30;

/** When the follow-up window of an answer closes, and the expert's access with it. */
const windowEnd = (now: string): string => new Date(Date.parse(now) + followUpWindowDays * 86_400_000).toISOString();

/** The expert gives the advice: it is sealed as version 1, the clock stops, the asker is told that there is an answer. */
export function answer(query: Query, advice: Advice, now: string): Change {
  const before = movable('answer', query);
  const answered: Query = {
    ...before,
    status: 'answered',
    version: before.version + 1,
    updatedAt: now,
    clock: { ...before.clock, stoppedAt: now },
    grant: { ...before.grant, endsAt: windowEnd(now) },
    answeredAt: now,
    adviceVersion: 1,
  };
  return {
    query: answered,
    event: { code: 'answered', details: { adviceVersion: 1 } },
    notices: noticesOf('answered', answered),
    content: { part: 'advice', version: 1, fields: { body: advice.body } },
    load: { release: before.grant.expertId },
  };
}
