import { routingDueAt } from './asking.ts';
import { noticesOf } from './audience.ts';
import { type Change, moved, noLimit } from './change.ts';
import type { Feedback } from './choices.ts';
import { clockOf, started } from './clock.ts';
import { isUrgent } from './offering.ts';
import { withDraft, withoutDraft, withPart } from './parts.ts';
import { type Query, type SentQuery, sentFacts } from './query.ts';
import { Refused } from './refused.ts';
import type { Settings } from './settings.ts';
import { nextWordBy } from './timing.ts';
import { movable } from './transitions.ts';
import type { Advice, Message } from './written.ts';

/** The expert keeps what they have written of the advice so far. */
export function saveAdvice(query: Query, advice: Advice, now: string): Change {
  const before = movable('save-advice', query);
  const { parts, added } = withDraft(before.parts, now);
  // Whoever wrote of the draft clears none of it, also when another expert goes on with it and hands it in.
  const drafters = before.grant ? [...new Set([...before.drafters, before.grant.expertId])] : before.drafters;
  return {
    query: { ...moved(before, now), parts, drafters },
    event: { code: 'advice-saved', details: {} },
    notices: [],
    content: { part: added.part, version: added.version, fields: { body: advice.body } },
  };
}

/** A note among experts; the asker's side never sees it. */
export function addNote(query: Query, note: Message, now: string): Change {
  const before = movable('add-note', query);
  const { parts, added } = withPart(before.parts, 'note', now);
  return {
    query: { ...moved(before, now), parts },
    event: { code: 'note-added', details: {} },
    notices: [],
    content: { part: added.part, version: added.version, fields: { body: note.body } },
  };
}

/** How many versions of the advice there are. */
const adviceVersions = ({ parts }: Query & { parts: SentQuery['parts'] }): number =>
  parts.filter(({ kind }) => kind === 'advice').length;

/** The expert hands in a version of the advice; a second expert is looked for before it may leave. */
export function askReview(query: Query, advice: Advice, now: string): Change {
  const before = movable('ask-review', query);
  if (before.pause) throw new Refused('not-possible-now');
  const { parts, added } = withPart(withoutDraft(before.parts), 'advice', now);
  const adviceVersion = adviceVersions({ ...before, parts });
  const { expertId } = before.grant;
  const after: Query = {
    ...moved(before, now),
    status: 'in_review',
    parts,
    drafters: [...new Set([...before.drafters, expertId])],
    clearance: { adviceVersion, routingDueAt: routingDueAt(now) },
  };
  return {
    query: after,
    event: { code: 'review-asked', details: { adviceVersion } },
    notices: [],
    content: { part: added.part, version: added.version, fields: { body: advice.body } },
  };
}

/** What a question starts with that is asked once more: a clock of its own, and nothing told of it yet. */
export function nextRound(query: SentQuery, settings: Settings, now: string): SentQuery {
  const begun = started('follow-up', now, { requestKind: query.requestKind, urgent: isUrgent(query) });
  return {
    ...moved(query, now),
    clock: clockOf(begun, settings),
    told: [],
    wordDueAt: nextWordBy(now, settings),
    clearancePassedBy: [],
  };
}

/** The asker asks on, within the window: the same expert goes on; if theirs has ended, another is looked for. */
export function askFollowUp(query: Query, message: Message, settings: Settings, now: string): Change {
  const before = movable('follow-up', query);
  const { parts, added } = withPart(before.parts, 'follow-up', now);
  const next = { ...sentFacts(nextRound(before, settings, now)), parts, lastAdviser: before.grant.expertId };
  const { endsAt, ...grant } = before.grant;
  const goesOn = endsAt === undefined || now < endsAt;
  const after: Query = goesOn
    ? { ...next, status: 'in_progress', grant }
    : { ...next, status: 'submitted', routingDueAt: routingDueAt(now) };
  return {
    query: after,
    event: { code: 'follow-up-asked', details: {} },
    notices: noticesOf('follow-up-asked', after),
    content: { part: added.part, version: added.version, fields: { body: message.body } },
    // A follow-up goes to who advised, however much they carry: nobody else knows the matter.
    ...(goesOn ? { load: { take: { expertId: grant.expertId, capacity: noLimit, at: now } } } : {}),
  };
}

/** Three closed questions about the answer, for the figures. */
export function giveFeedback(query: Query, feedback: Feedback, now: string): Change {
  const before = movable('give-feedback', query);
  return { query: moved(before, now), event: { code: 'feedback-given', details: feedback }, notices: [] };
}
