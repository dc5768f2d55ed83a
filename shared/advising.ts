import { noticesOf } from './notices.ts';
import { type Advice, type Change, movable, type Query } from './query.ts';

/** The expert gives the advice: it is sealed as version 1, the clock stops, the asker is told that there is an answer. */
export function answer(query: Query, advice: Advice, now: string): Change {
  const before = movable('answer', query);
  const answered: Query = {
    ...before,
    status: 'answered',
    version: before.version + 1,
    updatedAt: now,
    clock: { ...before.clock, stoppedAt: now },
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
