import * as z from 'zod/mini';
import {
  addWorkingTime,
  type Calendar,
  closeOfBusiness,
  dateOn,
  endOfWorkingDay,
  workingTimeBetween,
} from './calendar.ts';
import { RequestKind } from './choices.ts';
import { CalendarDate, Moment, Ordinal } from './fields.ts';
import type { Settings, Targets } from './settings.ts';

const hour = 3_600_000;

/**
 * The clock of an answer that a query waits for: what happened to it, and the moments that follow from it.
 * Everything but the facts is computed, by the settings whose version it names.
 */
export const Clock = z.lazy(() =>
  z.strictObject({
    kind: z.enum(['first-advice', 'follow-up']),
    startedAt: Moment,
    requestKind: RequestKind,
    urgent: z.boolean(),
    /** In order of time; only the last can be open, and it is while the asker is waited for, for a reply or as they wished. */
    pauses: z.array(z.strictObject({ from: Moment, to: z.optional(Moment), wished: z.optional(z.literal(true)) })),
    extensions: z.array(z.strictObject({ at: Moment, dueOn: CalendarDate })),
    stoppedAt: z.optional(Moment),
    settings: Ordinal,
    /** When it would be due without extensions, which is what the figures go by. */
    originalDueAt: Moment,
    dueAt: Moment,
    atRiskAt: Moment,
    longOverdueAt: Moment,
  }),
);
export type Clock = z.infer<typeof Clock>;

/** What a clock is computed from. */
export type ClockFacts = Omit<Clock, 'settings' | 'originalDueAt' | 'dueAt' | 'atRiskAt' | 'longOverdueAt'>;

/** A stretch of time with the pauses in it. */
export type Paused = Pick<ClockFacts, 'startedAt' | 'pauses' | 'stoppedAt'>;

/** How a clock reads at a moment; `met` and `missed` are final. */
export type ClockState =
  | 'on-track'
  | 'at-risk'
  | 'due-today'
  | 'overdue'
  | 'long-overdue'
  | 'paused'
  | 'met'
  | 'missed';

const earlier = (one: string, other: string): string => (Date.parse(one) <= Date.parse(other) ? one : other);

/** The hub's own time: working time from the start until a moment, or until it stopped, outside the pauses. */
export function workingTimeRun({ startedAt, pauses, stoppedAt }: Paused, until: string, calendar: Calendar): number {
  const end = stoppedAt ? earlier(stoppedAt, until) : until;
  const paused = pauses.map(({ from, to }) => workingTimeBetween(from, to ? earlier(to, end) : end, calendar));
  return paused.reduce((left, pause) => left - pause, workingTimeBetween(startedAt, end, calendar));
}

/** When so much working time has run; a pause that is open is taken to end the moment it began. */
function reachedAt({ startedAt, pauses }: Paused, milliseconds: number, calendar: Calendar): string {
  let [from, left] = [startedAt, milliseconds];
  for (const pause of pauses) {
    const run = workingTimeBetween(from, pause.from, calendar);
    if (!pause.to || run >= left) break;
    [from, left] = [pause.to, left - run];
  }
  return addWorkingTime(from, left, calendar);
}

/** Close of business of the day on which so much working time has run. */
const closeAt = (span: Paused, milliseconds: number, calendar: Calendar): string =>
  closeOfBusiness(dateOn(reachedAt(span, milliseconds, calendar), calendar), calendar);

/** The working time that so many working days give from the start: day zero is the day of receipt. */
const budgetOf = ({ startedAt }: Paused, days: number, calendar: Calendar): number =>
  workingTimeBetween(startedAt, endOfWorkingDay(startedAt, days, calendar), calendar);

/** When something that takes so many working days is due: each pause moves it by the working time it took. */
export const dueAfter = (span: Paused, days: number, calendar: Calendar): string =>
  closeAt(span, budgetOf(span, days, calendar), calendar);

/** The working days that a clock of this kind has. */
export function targetDays(
  { kind, requestKind, urgent }: Pick<ClockFacts, 'kind' | 'requestKind' | 'urgent'>,
  { firstAdvice, documentReview, followUp }: Targets,
): number {
  if (kind === 'follow-up') return followUp[urgent ? 'urgent' : 'standard'];
  if (urgent) return firstAdvice.urgent;
  return requestKind === 'document-review' ? documentReview : firstAdvice.standard;
}

/** The clock that follows from its facts: at risk after 75 % of its working time, long overdue at twice. */
export function clockOf(facts: ClockFacts, { version, calendar, targets }: Settings): Clock {
  const { kind, startedAt, requestKind, urgent, pauses, extensions, stoppedAt } = facts;
  const original = budgetOf(facts, targetDays(facts, targets), calendar);
  const last = extensions.at(-1);
  const extended =
    last &&
    workingTimeRun(facts, last.at, calendar) +
      workingTimeBetween(last.at, closeOfBusiness(last.dueOn, calendar), calendar);
  const budget = extended ?? original;
  return {
    ...{ kind, startedAt, requestKind, urgent, pauses, extensions },
    ...(stoppedAt ? { stoppedAt } : {}),
    settings: version,
    originalDueAt: closeAt(facts, original, calendar),
    dueAt: closeAt(facts, budget, calendar),
    // A moment is a whole millisecond: the first at which three quarters have run.
    atRiskAt: reachedAt(facts, Math.ceil(budget * 0.75), calendar),
    longOverdueAt: closeAt(facts, budget * 2, calendar),
  };
}

/** Since when the asker is waited for; undefined while the hub's time runs, or when it ended. */
export const pausedSince = ({ pauses, stoppedAt }: Paused): string | undefined => {
  const last = pauses.at(-1);
  return stoppedAt || last?.to ? undefined : last?.from;
};

/** The moments by which a clock reads; all that a list keeps of it. */
export type Moments = Pick<Clock, 'atRiskAt' | 'dueAt' | 'longOverdueAt' | 'stoppedAt'> & {
  pausedSince?: string | undefined;
};

/** How the clock reads at `now`; never late while the asker is waited for. */
export const clockState = (clock: Clock, now: string, calendar: Calendar): ClockState =>
  stateBy({ ...clock, pausedSince: pausedSince(clock) }, now, calendar);

/** How a clock reads by its moments alone. */
export function stateBy(clock: Moments, now: string, calendar: Calendar): ClockState {
  const [at, due] = [Date.parse(now), Date.parse(clock.dueAt)];
  if (clock.stoppedAt) return Date.parse(clock.stoppedAt) <= due ? 'met' : 'missed';
  if (clock.pausedSince) return 'paused';
  if (at > Date.parse(clock.longOverdueAt)) return 'long-overdue';
  if (at > due) return 'overdue';
  if (dateOn(now, calendar) === dateOn(clock.dueAt, calendar)) return 'due-today';
  return at >= Date.parse(clock.atRiskAt) ? 'at-risk' : 'on-track';
}

/** A clock that starts: with a question, or with a follow-up on its answer. */
export const started = (
  kind: Clock['kind'],
  at: string,
  { requestKind, urgent }: Pick<ClockFacts, 'requestKind' | 'urgent'>,
): ClockFacts => ({ kind, startedAt: at, requestKind, urgent, pauses: [], extensions: [] });

/** The asker is waited for from now on, for a reply or because they wish it to wait; a second time changes nothing. */
export function paused(facts: ClockFacts, at: string, why: 'reply' | 'wish'): ClockFacts {
  if (facts.stoppedAt || pausedSince(facts)) return facts;
  const pause = why === 'wish' ? ({ from: at, wished: true } as const) : { from: at };
  return { ...facts, pauses: [...facts.pauses, pause] };
}

/** The hub's time runs again; when it was not paused, nothing changes. */
export function resumed(facts: ClockFacts, at: string): ClockFacts {
  const last = facts.pauses.at(-1);
  return last && pausedSince(facts) ? { ...facts, pauses: [...facts.pauses.slice(0, -1), { ...last, to: at }] } : facts;
}

/** It gets a later date, and the asker is told. */
export const extended = (facts: ClockFacts, at: string, dueOn: string): ClockFacts =>
  facts.stoppedAt ? facts : { ...facts, extensions: [...facts.extensions, { at, dueOn }] };

/** Urgency is granted: a later date that was set before falls away, start and pauses stay. */
export const hastened = (facts: ClockFacts): ClockFacts =>
  facts.stoppedAt ? facts : { ...facts, urgent: true, extensions: [] };

/** It was answered or it ended, and whatever was waited for with it. */
export const stopped = (facts: ClockFacts, at: string): ClockFacts =>
  facts.stoppedAt ? facts : { ...resumed(facts, at), stoppedAt: at };

/** When an offer made at `offeredAt` lapses: after working days, or working hours when urgent. */
export function offerExpiry(offeredAt: string, urgent: boolean, { calendar, targets }: Settings): string {
  return urgent
    ? addWorkingTime(offeredAt, targets.acceptance.urgentHours * hour, calendar)
    : endOfWorkingDay(offeredAt, targets.acceptance.standard, calendar);
}
