import { closeOfBusiness, dateOn, endOfWorkingDay, workingDaysBetween, workingTimeBetween } from './calendar.ts';
import { type Clock, clockOf, targetDays } from './clock.ts';
import type { Settings } from './settings.ts';

/** A stretch in which the clock ran or the asker was waited for, and how much working time it took. */
export type Interval = { from: string; to: string; kind: 'running' | 'paused'; netWorkingMilliseconds: number };

/** The clock as it ran and paused, without a gap from its start until it stopped, or now. */
export function intervalsOf(
  { startedAt, pauses, stoppedAt }: Clock,
  { calendar }: Pick<Settings, 'calendar'>,
  now: string,
): Interval[] {
  const end = stoppedAt ?? now;
  const intervals: Interval[] = [];
  const add = (kind: Interval['kind'], from: string, to: string) => {
    if (from < to) intervals.push({ from, to, kind, netWorkingMilliseconds: workingTimeBetween(from, to, calendar) });
  };
  let from = startedAt;
  for (const pause of pauses) {
    add('running', from, pause.from);
    from = pause.to ?? end;
    add('paused', pause.from, from);
  }
  add('running', from, end);
  return intervals;
}

/**
 * Why the answer is due when it is: so many working days after that date, and those of the pauses.
 * Pauses are counted in whole working days, by which they moved the date: what was begun counts, so that the sum is right.
 */
export type WhyThisDate = {
  reason: 'question' | 'document-review' | 'follow-up' | 'urgent';
  workingDays: number;
  startedOn: string;
  pausedDays: number;
  /** Those of them in which it waited because the asker wished it; in the others for a reply of theirs. */
  wishedDays: number;
  /** The later date that was set, with the days by which pauses since moved that one in turn. */
  extendedTo?: string;
  pausedDaysSince?: number;
  wishedDaysSince?: number;
};

/** The sum of a clock's intervals, for the page to put in words; by the settings that the clock was set by. */
export function whyThisDate(clock: Clock, settings: Settings): WhyThisDate {
  const { calendar, targets, version } = settings;
  if (clock.settings !== version) throw new Error(`the clock was set by settings ${clock.settings}`);
  const withoutWishes = clockOf({ ...clock, pauses: clock.pauses.filter(({ wished }) => !wished) }, settings);
  const workingDays = targetDays(clock, targets);
  const moved = (from: string, to: string) =>
    workingDaysBetween(dateOn(from, calendar), dateOn(to, calendar), calendar);
  const asked = clock.requestKind === 'document-review' ? 'document-review' : 'question';
  const without = endOfWorkingDay(clock.startedAt, workingDays, calendar);
  const last = clock.extensions.at(-1);
  return {
    reason: clock.urgent ? 'urgent' : clock.kind === 'follow-up' ? 'follow-up' : asked,
    workingDays,
    startedOn: dateOn(clock.startedAt, calendar),
    pausedDays: moved(without, clock.originalDueAt),
    wishedDays: moved(withoutWishes.originalDueAt, clock.originalDueAt),
    ...(last && {
      extendedTo: last.dueOn,
      pausedDaysSince: moved(closeOfBusiness(last.dueOn, calendar), clock.dueAt),
      wishedDaysSince: moved(withoutWishes.dueAt, clock.dueAt),
    }),
  };
}
