import { noticesOf } from './audience.ts';
import { endOfWorkingDay } from './calendar.ts';
import { type Change, moved } from './change.ts';
import type { AskAbout } from './choices.ts';
import { paused } from './clock.ts';
import type { LedgerEvent } from './events.ts';
import type { QueryLanguage } from './languages.ts';
import { withPart } from './parts.ts';
import { running } from './pausing.ts';
import { type Pause, type Query, type SentQuery, sentFacts } from './query.ts';
import { Refused } from './refused.ts';
import type { Settings } from './settings.ts';
import { setAnew } from './timing.ts';
import type { Topic } from './topics.ts';
import { movable } from './transitions.ts';
import type { Message } from './written.ts';

/** Working days after which a waiting asker is reminded, twice, and then asked whether to close. */
const reminderDays = [5, 15, 30] as const;

const reminderAt = (since: string, reminded: number, { calendar }: Settings): string =>
  endOfWorkingDay(since, reminderDays[reminded] ?? 30, calendar);

function waiting(now: string, settings: Settings, about?: AskAbout): Pause {
  return {
    why: 'information',
    since: now,
    reminded: 0,
    nextReminderAt: reminderAt(now, 0, settings),
    ...(about ? { about } : {}),
  };
}

/** The expert asks the asker for information: from now on it is the asker's turn, and the clock stands still. */
export function askInformation(query: Query, message: Message, settings: Settings, now: string): Change {
  const before = movable('ask-information', query);
  if (before.pause) throw new Refused('not-possible-now');
  const { parts, added } = withPart(before.parts, 'information-asked', now);
  const after: Query = {
    ...moved(before, now),
    status: 'needs_information',
    parts,
    pause: waiting(now, settings),
    ...setAnew(before, paused(before.clock, now, 'reply'), settings, now),
  };
  return {
    query: after,
    event: { code: 'information-asked', details: { by: 'expert' } },
    notices: noticesOf('information-asked', after),
    content: { part: added.part, version: added.version, fields: { body: message.body } },
  };
}

/** The secretariat, which has not read the question, asks about what it can know: topic, language, date or scope. */
export function askAbout(query: Query, about: AskAbout, settings: Settings, now: string): Change {
  const before = movable('ask-about', query);
  if (before.pause) throw new Refused('not-possible-now');
  const waits = {
    pause: waiting(now, settings, about),
    ...setAnew(before, paused(before.clock, now, 'reply'), settings, now),
  };
  const next = { ...moved(before, now), ...waits };
  const after: Query =
    before.status === 'held'
      ? { ...next, status: 'held' }
      : { ...sentFacts(next), ...waits, status: 'needs_information' };
  return {
    query: after,
    event: { code: 'information-asked', details: { by: 'desk', about } },
    notices: noticesOf('information-asked', after),
  };
}

/** What the asker replies: words for the expert, and what the secretariat asked about as it can read it. */
export type Reply = {
  body?: string | undefined;
  topic?: Topic | undefined;
  language?: QueryLanguage | undefined;
  neededBy?: string | undefined;
  urgencyReason?: string | undefined;
  individualCase?: 'yes' | 'no' | undefined;
};

const missing = (field: string): Refused => new Refused('invalid-input', [{ field, code: 'required' }]);

/** What a reply sets right of the query's metadata: only what was asked about, for only that the secretariat waits for. */
function setRight(query: SentQuery, reply: Reply): { facts: Partial<Facts>; details: Details } {
  const about = query.pause?.about;
  const { topic, language, neededBy, urgencyReason, individualCase } = reply;
  if (about === 'topic') {
    if (!topic) throw missing('topic');
    return { facts: { topic }, details: { topic } };
  }
  if (about === 'language') {
    if (!language) throw missing('language');
    const replyLanguages = [...new Set([...query.replyLanguages, language])];
    return { facts: { language, replyLanguages }, details: { language } };
  }
  if (about === 'needed-by') {
    if (!neededBy) throw missing('neededBy');
    if (!urgencyReason) throw missing('urgencyReason');
    const urgency = { level: 'requested', neededBy, reason: urgencyReason } as const;
    return { facts: query.urgency.level === 'granted' ? {} : { urgency }, details: { neededBy } };
  }
  if (about === 'scope') {
    if (!individualCase) throw missing('individualCase');
    return { facts: {}, details: { individualCase } };
  }
  return { facts: {}, details: {} };
}

type Facts = Pick<SentQuery, 'topic' | 'language' | 'replyLanguages' | 'urgency'>;
type Details = Extract<LedgerEvent, { code: 'information-given' }>['details'];

/** The asker answers what was asked: the clock runs again. To an expert one answers in words, to the secretariat in choices. */
export function giveInformation(
  query: Query,
  reply: Reply,
  { settings, secretariat = [] }: { settings: Settings; secretariat?: readonly string[] },
  now: string,
): Change {
  const before = movable('give-information', query);
  if (before.pause?.why !== 'information') throw new Refused('not-possible-now');
  if (!before.pause.about && !reply.body) throw missing('information');
  const { facts, details } = setRight(before, reply);
  const written = reply.body ? withPart(before.parts, 'information', now) : undefined;
  const after = { ...running(before, settings, now), ...facts, ...(written ? { parts: written.parts } : {}) };
  return {
    query: after,
    event: { code: 'information-given', details },
    notices: noticesOf('information-given', after, { secretariat: before.pause.about ? secretariat : [] }),
    ...(written && reply.body
      ? { content: { part: written.added.part, version: written.added.version, fields: { body: reply.body } } }
      : {}),
  };
}

/** The asker adds something unasked; the clock takes no notice. */
export function addInformation(query: Query, { body }: Message, now: string): Change {
  const before = movable('add-information', query);
  const { parts, added } = withPart(before.parts, 'information', now);
  const after = { ...moved(before, now), parts };
  return {
    query: after,
    event: { code: 'information-added', details: {} },
    notices: noticesOf('information-added', after),
    content: { part: added.part, version: added.version, fields: { body } },
  };
}

/** The asker has not answered for a while: they are reminded, twice in all. */
export function remindAsker(query: Query, settings: Settings, now: string): Change {
  const before = movable('remind-asker', query);
  const { pause: waits } = before;
  const reminded = (waits?.reminded ?? 2) + 1;
  if (!waits?.nextReminderAt || now < waits.nextReminderAt || reminded > 2) throw new Refused('not-possible-now');
  const next = { reminded, nextReminderAt: reminderAt(waits.since, reminded, settings) };
  const after = { ...moved(before, now), pause: { ...waits, ...next } };
  return {
    query: after,
    event: { code: 'reminded', details: { number: reminded } },
    notices: noticesOf('reminded', after),
  };
}

/** Still no answer: closing is proposed, never done in silence. */
export function proposeClosing(query: Query, secretariat: readonly string[], now: string): Change {
  const before = movable('propose-closing', query);
  const { pause: waits } = before;
  if (!waits?.nextReminderAt || now < waits.nextReminderAt || waits.reminded < 2) throw new Refused('not-possible-now');
  const { nextReminderAt: _, ...rest } = waits;
  const after = { ...moved(before, now), pause: { ...rest, proposedAt: now } };
  return {
    query: after,
    event: { code: 'closing-proposed', details: {} },
    notices: noticesOf('closing-proposed', after, { secretariat }),
  };
}
