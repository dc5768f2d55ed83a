import * as z from 'zod';
import { readerAs, relationsTo, verbsOpenTo } from '../../shared/access.ts';
import { clockState, pausedSince } from '../../shared/clock.ts';
import { reopenUntil } from '../../shared/closing.ts';
import { whyThisDate } from '../../shared/intervals.ts';
import { isEnded, isOpen, isSent, type SentQuery } from '../../shared/query.ts';
import { Refused } from '../../shared/refused.ts';
import { ThreadPage } from '../../web/pages/thread.tsx';
import { ok, route, seeOther } from './route.ts';
import { threadOf } from './thread.ts';

/** Who acts now: the asker while they are waited for, the hub while it works, nobody once there is nothing to do. */
function turnOf(query: SentQuery): 'asker' | 'hub' | 'nobody' {
  if (query.pause || query.referral) return 'asker';
  return isOpen(query) ? 'hub' : 'nobody';
}

/** What a status adds to what every query has: why it waits, how it ended. */
function particulars(query: SentQuery, now: string) {
  const { pause, referral } = query;
  return {
    ...(pause ? { waits: { why: pause.why, since: pause.since, ...(pause.about ? { about: pause.about } : {}) } } : {}),
    ...(pause?.proposedAt ? { closingProposed: true } : {}),
    ...(referral ? { partner: referral.partner } : {}),
    ...(query.status === 'answered' ? { closesAt: query.closesAt } : {}),
    ...(query.status === 'declined' ? { declined: { reason: query.reason, turnTo: query.turnTo } } : {}),
    ...(query.status === 'referred' ? { partner: query.partner } : {}),
    ...(query.status === 'closed' ? { outcome: query.outcome } : {}),
    ...(query.status === 'closed' && now < reopenUntil(query) ? { reopenUntil: reopenUntil(query) } : {}),
    ...(isEnded(query) && query.erasure !== 'held' ? { eraseAt: query.eraseAt } : {}),
  };
}

/** GET /queries/{id}: question and advice, for those who ask and the experts who may read; the reading is on record first. */
export const readQuery = route({
  in: 'vault',
  method: 'GET',
  path: '/queries/{id}',
  summary: 'Question, messages and advice of a query. Every reading is on record for the asker to see.',
  may: 'read',
  input: z.strictObject({}),
  run: async ({ loaded, caller, now, contents, settings }) => {
    if (loaded.query.status === 'draft') return seeOther(`/queries/${loaded.query.id}/edit`);
    const event = { code: 'opened', details: { part: 'thread', through: 'right' } } as const;
    const [{ query, parts }, set] = await Promise.all([
      contents.open(loaded, event, { action: 'read', caller, now }),
      settings.current(),
    ]);
    if (!isSent(query)) throw new Refused('not-found');
    const { id, version, reference, status, topic, language, requestKind, submittedAt, clock } = query;
    return ok({
      ...{ id, version, reference, status, topic, language, requestKind, submittedAt },
      ...threadOf(query, parts),
      ...particulars(query, now),
      clock: {
        state: clockState(clock, now, set.calendar),
        kind: clock.kind,
        dueAt: clock.dueAt,
        ...(clock.extensions.length > 0 ? { originalDueAt: clock.originalDueAt } : {}),
        ...(pausedSince(clock) ? { pausedSince: pausedSince(clock) } : {}),
      },
      why: whyThisDate(clock, set),
      turn: turnOf(query),
      reader: readerAs(relationsTo(query, caller, now)),
      can: verbsOpenTo(query, caller, now),
    });
  },
  page: ThreadPage,
});
