import { expect, test } from 'vitest';
import { endOfWorkingDay } from '../../shared/calendar.ts';
import { type Clock, clockState, targetDays, workingTimeRun } from '../../shared/clock.ts';
import { clocksOf, type Measured } from '../../shared/clocks.ts';
import { intervalsOf, whyThisDate } from '../../shared/intervals.ts';
import { type Settings, settingsAt } from '../../shared/settings.ts';
import { chance } from '../chance.ts';
import { patience, times } from '../long.ts';
import { answeringClock } from './answering-clock.ts';
import { oracleClock } from './clock-oracle.ts';
import { oracleFigures } from './figures-oracle.ts';
import { proof } from './proof.ts';
import { calendarsBy, type Timeline, timelineBy } from './timelines.ts';

/** The moments around each threshold of a clock at which it could read differently. */
function moments({ startedAt, atRiskAt, dueAt, originalDueAt, longOverdueAt }: Clock, now: string): number[] {
  const around = [atRiskAt, dueAt, longOverdueAt].flatMap((at) => [-1, 0, 1].map((by) => Date.parse(at) + by));
  const dueDay = [-30, -14, -6, 2, 5, 10].map((hours) => Date.parse(dueAt) + hours * 3_600_000);
  return [...around, ...dueDay, ...[startedAt, originalDueAt, now].map((at) => Date.parse(at))];
}

/** A clock as the figures count it, in a line. */
const lineOf = ({ kind, startedAt, outcome, originalDueAt, withinTarget, ...spent }: Measured): string =>
  [
    ...[kind, startedAt, outcome, originalDueAt],
    ...[spent.netMilliseconds, spent.grossMilliseconds, spent.pausedMilliseconds, withinTarget ?? ''],
  ].join(' ');

/** The intervals leave no gap and add up, and so do the days that explain the date. */
function addsUp(clock: Clock, settings: Settings, now: string): boolean {
  const end = clock.stoppedAt ?? now;
  const intervals = intervalsOf(clock, settings, now);
  const seamless = intervals.every(({ from }, index) => from === (intervals[index - 1]?.to ?? clock.startedAt));
  const ran = intervals.filter(({ kind }) => kind === 'running').map((one) => one.netWorkingMilliseconds);
  const { workingDays, pausedDays, wishedDays } = whyThisDate(clock, settings);
  const wishes = clock.pauses.filter(({ wished }) => wished);
  return (
    seamless &&
    (intervals.at(-1)?.to ?? end) === end &&
    ran.reduce((sum, one) => sum + one, 0) === workingTimeRun(clock, now, settings.calendar) &&
    wishedDays >= 0 &&
    wishedDays <= pausedDays &&
    (wishes.length > 0 || wishedDays === 0) &&
    (wishes.length < clock.pauses.length || wishedDays === pausedDays) &&
    workingDays === targetDays(clock, settings.targets) &&
    endOfWorkingDay(clock.startedAt, workingDays + pausedDays, settings.calendar) === clock.originalDueAt
  );
}

/** Everything that both say of a ledger at a moment; equal when they agree. */
function bothReadings({ entries, history }: Timeline, now: string): [object, object] | undefined {
  const clock = answeringClock(entries, history, now);
  const oracle = oracleClock(entries, history, now);
  if (!clock || !oracle) return undefined;
  const settings = settingsAt(history, clock.stoppedAt ?? now);
  const { calendar } = settings;
  const { settings: version, originalDueAt, dueAt, atRiskAt, longOverdueAt } = clock;
  const at = moments(clock, now);
  return [
    {
      dates: { settings: version, originalDueAt, dueAt, atRiskAt, longOverdueAt },
      ran: workingTimeRun(clock, now, calendar),
      states: at.map((one) => clockState(clock, new Date(one).toISOString(), calendar)),
      figures: clocksOf(entries, history, now).map(lineOf).sort(),
      addsUp: addsUp(clock, settings, now),
    },
    {
      dates: oracle.dates,
      ran: oracle.ranMilliseconds,
      states: at.map(oracle.stateAt),
      figures: oracleFigures(entries, history, now),
      addsUp: true,
    },
  ];
}

/** A timeline short enough to read. */
const lifeOf = ({ entries, history }: Timeline) => [
  ...entries.map(({ at, code, details }) => `${at} ${code} ${JSON.stringify(details)}`),
  ...history.map(({ since, targets, calendar }) => `${since} ${JSON.stringify({ targets, calendar })}`),
];

test('minute by minute, an independent reading of random lives comes to the same dates, times, states and figures', {
  timeout: patience,
}, () => {
  const choices = chance();
  const { check, report } = proof('clock-oracle');
  const calendars = calendarsBy(choices, times(24, 80));
  const seen = new Set<string>();
  let different: unknown;
  for (let left = times(5_000, 100_000); left > 0 && !different; left -= 1) {
    const timeline = timelineBy(choices, calendars);
    for (const now of timeline.looks) {
      const until = { ...timeline, entries: timeline.entries.filter(({ at }) => at <= now) };
      const [ours, theirs] = bothReadings(until, now) ?? [];
      if (JSON.stringify(ours) !== JSON.stringify(theirs))
        different = { seed: choices.seed, now, life: lifeOf(until), ours, theirs };
      for (const state of (ours as { states?: string[] })?.states ?? []) seen.add(state);
    }
    check(!different);
  }
  report();
  expect(different).toBeUndefined();
  expect([...seen].sort()).toEqual([
    ...['at-risk', 'due-today', 'long-overdue', 'met', 'missed', 'on-track', 'overdue', 'paused'],
  ]);
});
