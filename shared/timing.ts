import { noticesOf } from './audience.ts';
import { dateOn, endOfWorkingDay } from './calendar.ts';
import { type Change, moved } from './change.ts';
import type { ExtensionReason, TopicReason } from './choices.ts';
import { type Clock, type ClockFacts, clockOf, extended, hastened, pausedSince } from './clock.ts';
import { later } from './moments.ts';
import type { Query, SentQuery, Threshold } from './query.ts';
import { Refused } from './refused.ts';
import type { Settings } from './settings.ts';
import type { Topic } from './topics.ts';
import { movable } from './transitions.ts';

const hour = 3_600_000;

/** Until when the asker must have heard from the hub again. */
export const nextWordBy = (now: string, { calendar, targets }: Settings): string =>
  endOfWorkingDay(now, targets.keepInTouch, calendar);

/**
 * The thresholds of a clock in the order of time. A day that something is due begins, for the record alone, ten hours before the
 * hub closes: nobody is told of it, and the hour at which it opens would be one more moment to keep.
 */
function thresholdsOf(clock: Clock): [at: string, threshold: Threshold][] {
  const dayBegins = later(clock.dueAt, -10 * hour);
  return [
    [clock.atRiskAt, 'at-risk'],
    [dayBegins < clock.atRiskAt ? clock.atRiskAt : dayBegins, 'due-today'],
    [clock.dueAt, 'overdue'],
    [clock.longOverdueAt, 'long-overdue'],
  ];
}

const passedBy = (clock: Clock, at: string): Threshold[] =>
  thresholdsOf(clock)
    .filter(([moment]) => moment < at)
    .map(([, threshold]) => threshold);

/**
 * The threshold to tell of, with those it makes needless. Who hears that it is late need not hear that it was at risk; but of
 * long overdue only the head hears, so that it is overdue is told before, however late it is noticed.
 */
function thresholdPassed(query: SentQuery, now: string): { threshold: Threshold; told: Threshold[] } | undefined {
  if (query.pause || query.clock.stoppedAt) return undefined;
  const passed = passedBy(query.clock, now);
  const untold = passed.filter((one) => !query.told.includes(one));
  const threshold = untold.includes('overdue') ? 'overdue' : untold.at(-1);
  if (!threshold) return undefined;
  const needless = passed.slice(0, passed.indexOf(threshold));
  return { threshold, told: [...new Set([...query.told, ...needless, threshold])] };
}

/** When the next threshold passes that was not told of; undefined while the clock stands still. */
export function nextThresholdAt(query: SentQuery): string | undefined {
  if (query.pause || query.clock.stoppedAt) return undefined;
  const ahead = thresholdsOf(query.clock).filter(([, threshold]) => !query.told.includes(threshold));
  return ahead[0]?.[0];
}

/** The clock by other facts or settings; what was told and is not true by it may be told again when it comes true again. */
export function setAnew(
  { told }: Pick<SentQuery, 'told'>,
  facts: ClockFacts,
  settings: Settings,
  now: string,
): Pick<SentQuery, 'clock' | 'told'> {
  const clock = clockOf(facts, settings);
  // While the asker is waited for it is as late as it was when that began.
  const passed = passedBy(clock, pausedSince(clock) ?? now);
  return { clock, told: told.filter((threshold) => passed.includes(threshold)) };
}

/** Has an expert accepted it? One who was only offered it can do nothing about the time. */
const isAtWork = (query: SentQuery): boolean => 'grant' in query && query.grant !== undefined;

type Told = { secretariat: readonly string[]; head: readonly string[]; deputyId?: string | undefined };

/** A threshold of the clock has passed: it goes on record once, and those who can still help are told. */
export function mark(query: Query, { secretariat, head, deputyId }: Told, now: string): Change {
  const before = movable('mark', query);
  const passed = thresholdPassed(before, now);
  if (!passed) throw new Refused('not-possible-now');
  const after = { ...moved(before, now), told: passed.told };
  // While nobody is at work there is only the desk to tell that time is running out.
  const desk = passed.threshold === 'at-risk' && isAtWork(before) ? [] : secretariat;
  return {
    query: after,
    event: { code: passed.threshold, details: { clock: before.clock.kind } },
    notices: noticesOf(passed.threshold, after, { secretariat: desk, head, deputyId }),
  };
}

/** The asker has not heard from the hub for too long: whoever has the query is told. */
export function noteSilence(query: Query, secretariat: readonly string[], settings: Settings, now: string): Change {
  const before = movable('note-silence', query);
  if (before.pause || now < before.wordDueAt) throw new Refused('not-possible-now');
  const after = { ...moved(before, now), wordDueAt: nextWordBy(now, settings) };
  return {
    query: after,
    event: { code: 'silent', details: {} },
    notices: noticesOf('silent', after, { secretariat: isAtWork(before) ? [] : secretariat }),
  };
}

/** The secretariat sets a later date, with a reason that the asker is told; the first date stays for the figures. */
export function extend(
  query: Query,
  { dueOn, reason }: { dueOn: string; reason: ExtensionReason },
  settings: Settings,
  now: string,
): Change {
  const before = movable('extend', query);
  if (before.pause) throw new Refused('not-possible-now');
  if (dueOn <= dateOn(before.clock.dueAt, settings.calendar) || dueOn <= dateOn(now, settings.calendar))
    throw new Refused('invalid-input', [{ field: 'dueOn', code: 'not-later' }]);
  const after = {
    ...moved(before, now),
    ...setAnew(before, extended(before.clock, now, dueOn), settings, now),
    wordDueAt: nextWordBy(now, settings),
  };
  return {
    query: after,
    event: { code: 'extended', details: { dueOn, previousDueAt: before.clock.dueAt, reason } },
    notices: noticesOf('extended', after),
  };
}

/** The secretariat grants the urgency that was asked for: the target shortens, the start stays, and who is at work is told. */
export function grantUrgency(query: Query, settings: Settings, now: string): Change {
  const before = movable('grant-urgency', query);
  if (before.urgency.level !== 'requested') throw new Refused('not-possible-now');
  const { neededBy } = before.urgency;
  const after: SentQuery = {
    ...moved(before, now),
    ...setAnew(before, hastened(before.clock), settings, now),
    urgency: { ...before.urgency, level: 'granted', grantedAt: now },
  };
  return {
    query: after,
    event: { code: 'urgency-granted', details: { neededBy } },
    notices: noticesOf('urgency-granted', after),
  };
}

/** The question turns out to be about something else: start and pauses stay. */
export function changeTopic(query: Query, topic: Topic, now: string, reason?: TopicReason): Change {
  const before = movable('change-topic', query);
  if (before.topic === topic) throw new Refused('not-possible-now');
  return {
    query: { ...moved(before, now), topic },
    event: { code: 'topic-changed', details: { topic, ...(reason ? { reason } : {}) } },
    notices: [],
  };
}

/** Calendar or targets have changed: what is still running is computed anew. */
export function retime(query: Query, settings: Settings, now: string): Change {
  const before = movable('retime', query);
  if (before.clock.settings >= settings.version) throw new Refused('not-possible-now');
  return {
    query: { ...moved(before, now), ...setAnew(before, before.clock, settings, now) },
    event: { code: 're-timed', details: { settings: settings.version } },
    notices: [],
  };
}
