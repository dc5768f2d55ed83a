import * as z from 'zod/mini';
import { clockState, pausedSince } from '../../shared/clock.ts';
import { reopenUntil } from '../../shared/closing.ts';
import { whyThisDate } from '../../shared/intervals.ts';
import { isEnded, type SentQuery, turnOf } from '../../shared/query.ts';
import type { Settings } from '../../shared/settings.ts';
import { Background, Question } from '../../shared/written.ts';
import type { Said } from '../../web/parts/said.tsx';
import type { Opened } from '../lib/content-store.ts';

const Titled = z.object({ title: Question.shape.title });
const Written = z.object({ ...Background.shape, body: z.string() });

type Thread = { title: string; said: Said[]; draft?: { body: string; savedAt: string } };

/** The texts of a query as its pages show them: the title, what was said in order of time, and the draft of the advice. */
export function threadOf(query: SentQuery, parts: readonly Opened[]): Thread {
  const { language } = query;
  const { title } = Titled.parse(parts.find(({ kind }) => kind === 'question')?.fields);
  const draft = parts.find(({ kind }) => kind === 'draft');
  const said = parts
    .filter(({ kind }) => kind !== 'draft')
    .map(({ kind, writtenAt, clearedAt, fields }, index, shown): Said => {
      // Counted among what this reader is shown: a gap would tell of a version that came back from clearance.
      const number = shown.slice(0, index + 1).filter((other) => other.kind === kind).length;
      const part = kind === 'question' ? kind : `${kind}-${number}`;
      // What was written before it was sent was said when it was sent.
      const at = kind === 'question' ? query.submittedAt : (clearedAt ?? writtenAt);
      return { part, kind, number, ...Written.parse(fields), at, cleared: clearedAt !== undefined, language };
    })
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  if (!draft) return { title, said };
  return { title, said, draft: { body: Written.parse(draft.fields).body, savedAt: draft.writtenAt } };
}

/** What a status adds to what every query has: why it waits, how it ended. */
function particulars(query: SentQuery, now: string) {
  const { pause, referral } = query;
  return {
    ...(pause ? { waits: { why: pause.why, since: pause.since, ...(pause.about ? { about: pause.about } : {}) } } : {}),
    ...(pause?.proposedAt ? { closingProposed: true } : {}),
    ...(referral ? { partner: referral.partner, partnerWhy: referral.reason } : {}),
    ...(query.status === 'answered' ? { closesAt: query.closesAt } : {}),
    ...(query.status === 'declined' ? { declined: { reason: query.reason, turnTo: query.turnTo } } : {}),
    ...(query.status === 'referred' ? { partner: query.partner } : {}),
    ...(query.status === 'closed' ? { outcome: query.outcome } : {}),
    ...(query.status === 'closed' && now < reopenUntil(query) ? { reopenUntil: reopenUntil(query) } : {}),
    ...(isEnded(query) && query.erasure !== 'held' ? { eraseAt: query.eraseAt } : {}),
  };
}

/** A query with its texts, as far as it does not depend on who reads; `set` are the settings that its clock was set by. */
export function threadFor(query: SentQuery, parts: readonly Opened[], set: Settings, now: string) {
  const { id, version, reference, status, topic, language, replyLanguages, requestKind, submittedAt, clock } = query;
  return {
    ...{ id, version, reference, status, topic, language, replyLanguages, requestKind, submittedAt },
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
  };
}
