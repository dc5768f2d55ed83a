import { grossRuns, netRuns } from '../../shared/clock-figures.ts';
import type { Counts } from '../../shared/contribution.ts';
import {
  answersOf,
  endedAfter,
  hundredthsOf,
  type ListName,
  listCounters,
  owners,
  type Part,
  stepCounter,
  stepCounters,
} from '../../shared/counters.ts';
import type { CountedClock } from '../../shared/ladders.ts';
import { linesByStretch } from '../../shared/list-lines.ts';
import { monthsFrom, periodNamed, periodsSince } from '../../shared/periods.ts';
import { ages, owned, type Report, reportOf } from '../../shared/report.ts';
import type { Months, Stretch } from '../../shared/stretches.ts';
import type { Chance } from '../chance.ts';
import type { Equation } from './differencing.ts';

// What else is published beside what was received and first answered: each measure as a world of unknown counts, all that
// was ever said of it as equations, and the sums that somebody might be after.

/** A measure as somebody sees it who has everything that was ever published. */
export type Measure = {
  name: string;
  unknowns: number;
  truth: Float64Array;
  equations: Equation[];
  targets: number[][];
};

const monthNames = monthsFrom('2025-03', '2026-04');

/** Unknown counts by name, each with its true value. */
function unknownCounts() {
  const numbers = new Map<string, number>();
  const truth: number[] = [];
  const equations = new Map<string, Equation>();
  const numberOf = (name: string): number => {
    const number = numbers.get(name) ?? truth.length;
    if (number === truth.length) {
      numbers.set(name, number);
      truth.push(0);
    }
    return number;
  };
  return {
    numberOf,
    truthOf: (name: string): number => truth[numberOf(name)] ?? 0,
    add(name: string, count: number): void {
      const number = numberOf(name);
      truth[number] = (truth[number] ?? 0) + count;
    },
    /** These, less those, came to this. */
    say(plus: readonly string[], equals: number, minus: readonly string[] = []): void {
      const terms = new Map([
        ...plus.map((one) => [numberOf(one), 1] as const),
        ...minus.map((one) => [numberOf(one), -1] as const),
      ]);
      equations.set(JSON.stringify([plus, minus]), { terms, equals });
    },
    measure: (name: string, targets: readonly (readonly string[])[]): Measure => {
      const wanted = targets.map((target) => target.map(numberOf));
      return {
        name,
        unknowns: truth.length,
        truth: Float64Array.from(truth),
        equations: [...equations.values()],
        targets: wanted,
      };
    },
  };
}
type UnknownCounts = ReturnType<typeof unknownCounts>;

const at = (month: string, counter: string): string => `${month} ${counter}`;
const within = ({ from, to }: Stretch): string[] => monthNames.filter((month) => from <= month && month <= to);
const over = (stretch: Stretch, counters: readonly string[]): string[] =>
  within(stretch).flatMap((month) => counters.map((counter) => at(month, counter)));

/** The months until one of them, with these counters as they truly were. */
const monthsUntil = (world: UnknownCounts, until: number, counters: readonly string[]): Months =>
  monthNames.slice(0, until).map((month): { month: string; counts: Counts } => ({
    month,
    counts: Object.fromEntries(counters.map((counter) => [counter, world.truthOf(at(month, counter))])),
  }));

/** Everything that was ever published: the report of every period, at the end of every month. */
function everyReport(monthsAt: (until: number) => Months, look: (report: Report, months: Months) => void): void {
  for (let until = 1; until <= monthNames.length; until += 1) {
    const months = monthsAt(until);
    for (const name of periodsSince(monthNames[0] ?? '', monthNames[until - 1] ?? ''))
      look(reportOf(months, periodNamed(name)), months);
  }
}

/** Each of these counters, and each group of them, in every month and over months that follow one another. */
const targetsOf = (groups: readonly (readonly string[])[]): string[][] =>
  monthNames.flatMap((_, from) =>
    monthNames.slice(from, from + 6).flatMap((_month, further) => {
      const stretch = { from: monthNames[from] ?? '', to: monthNames[from + further] ?? '' };
      return groups.map((counters) => over(stretch, counters));
    }),
  );

/** Reasons of offers declined, of questions given back and not advised on; or the three questions to the asker. */
function listed(by: Chance, names: readonly ListName[]): Measure {
  const world = unknownCounts();
  const busy = by.pick([1, 3, 8, 25]);
  const counters = names.flatMap(listCounters);
  for (const counter of counters) for (const month of monthNames) world.numberOf(at(month, counter));
  for (const month of monthNames)
    for (let one = by.below(2 * busy + 1); one > 0; one -= 1)
      for (const name of names) {
        const entries = listCounters(name);
        world.add(at(month, entries[Math.min(by.below(entries.length), by.below(entries.length))] ?? ''), 1);
      }
  everyReport(
    (until) => monthsUntil(world, until, counters),
    (report, months) => {
      for (const name of names)
        for (const line of report.lists[name]?.lines ?? [])
          world.say(
            over(report.lists[name] ?? { from: '', to: '' }, listCounters(name).slice(line.from, line.to + 1)),
            line.count,
          );
      for (const { lists, ...stretch } of linesByStretch(months, names))
        for (const [place, lines] of lists.entries())
          for (const { from, to, count } of lines)
            world.say(over(stretch, listCounters(names[place] ?? 'declined').slice(from, to + 1)), count);
    },
  );
  // Whoever answers one of the questions answers all of them.
  for (const month of monthNames)
    for (const name of names.slice(1))
      world.say(
        over({ from: month, to: month }, listCounters(names[0] ?? name)),
        0,
        over({ from: month, to: month }, listCounters(name)),
      );
  const groups = names.flatMap((name) => {
    const entries = listCounters(name);
    return [
      entries,
      ...entries.map((entry) => [entry]),
      ...entries.slice(1).map((entry, place) => [entries[place] ?? '', entry]),
    ];
  });
  return world.measure(names.join(), targetsOf(groups));
}

/** A clock that is not the first advice's. */
function timed(by: Chance, clock: CountedClock): Measure {
  const world = unknownCounts();
  const steps = [1, 4, 7];
  const [busy, lateness] = [by.pick([2, 6, 20]), by.pick([0.02, 0.1, 0.4])];
  const inPart = (part: Part) => steps.map((step) => stepCounter(clock, part, step));
  const counters = (['w', 'l', 'g'] as const).flatMap(inPart);
  for (const month of monthNames) {
    for (const counter of counters) world.numberOf(at(month, counter));
    for (let one = by.below(2 * busy + 1); one > 0; one -= 1) {
      world.add(at(month, stepCounter(clock, by.happens(lateness) ? 'l' : 'w', by.pick(steps))), 1);
      world.add(at(month, stepCounter(clock, 'g', by.pick(steps))), 1);
    }
    const here = { from: month, to: month };
    world.say(over(here, [...inPart('w'), ...inPart('l')]), 0, over(here, inPart('g')));
  }
  everyReport(
    (until) => monthsUntil(world, until, counters),
    (report, months) => {
      const said = report.clocks[clock];
      if (said) world.say(over(said, [...inPart('w'), ...inPart('l')]), said.done);
      if (said?.judged) world.say(over(said.judged, inPart('w')), said.judged.within);
      for (const { runs, ...stretch } of grossRuns(months, clock))
        for (const { from, to, count } of runs)
          world.say(
            over(
              stretch,
              stepCounters(clock, 'g')
                .slice(from, to + 1)
                .filter((one) => counters.includes(one)),
            ),
            count,
          );
      for (const { runs, ...stretch } of netRuns(months, clock)) {
        const inTime = over(stretch, inPart('w')).reduce((total, name) => total + world.truthOf(name), 0);
        let counted = 0;
        for (const { from, to, count } of runs) {
          const part = counted < inTime ? 'w' : 'l';
          world.say(
            over(
              stretch,
              stepCounters(clock, part)
                .slice(from, to + 1)
                .filter((one) => counters.includes(one)),
            ),
            count,
          );
          counted += count;
        }
      }
    },
  );
  return world.measure(clock, targetsOf([...counters.map((one) => [one]), inPart('w'), inPart('l')]));
}

/** In how many answers the asker and the clearance had time: more than is said, for only averages are. */
function ownTimes(by: Chance): Measure {
  const world = unknownCounts();
  const [busy, pausing] = [by.pick([2, 6, 20]), by.pick([0.03, 0.2, 0.6])];
  const counters = owners.flatMap((owner) => [answersOf(owner), hundredthsOf(owner)]);
  for (const month of monthNames) {
    for (const owner of owners) world.numberOf(at(month, answersOf(owner)));
    for (let one = by.below(2 * busy + 1); one > 0; one -= 1)
      for (const owner of owners)
        if (owner === 'hub' || by.happens(owner === 'asker' ? pausing : 0.9)) world.add(at(month, answersOf(owner)), 1);
  }
  everyReport(
    (until) => monthsUntil(world, until, counters),
    (_, months) => {
      for (const owner of owners)
        for (const stretch of owned(months, owner))
          for (const each of ['hub', owner] as const) {
            const names = over(stretch, [answersOf(each)]);
            world.say(
              names,
              names.reduce((total, name) => total + world.truthOf(name), 0),
            );
          }
    },
  );
  return world.measure('owners', targetsOf(owners.map((owner) => [answersOf(owner)])));
}

/** What was opened again, a number on its own. */
function reopenings(by: Chance): Measure {
  const world = unknownCounts();
  const busy = by.pick([1, 4, 9]);
  for (const month of monthNames) world.add(at(month, 'reopened'), by.below(2 * busy + 1));
  everyReport(
    (until) => monthsUntil(world, until, ['reopened']),
    ({ reopened }) => {
      if (reopened) world.say(over(reopened, ['reopened']), reopened.count);
    },
  );
  return world.measure('reopened', targetsOf([['reopened']]));
}

/** What was open by age at the end of every month, told in fives; with what was received, told beside it. */
function openByAge(by: Chance): Measure {
  const world = unknownCounts();
  const [busy, slowness] = [by.pick([2, 5, 15]), by.pick([0.3, 0.6, 0.85])];
  const ended = (received: string, lag: number) => at(received, endedAfter(lag));
  const open = (received: string, end: string) => `${received} open at the end of ${end}`;
  for (const [place, month] of monthNames.entries()) {
    world.add(at(month, 'received'), by.below(2 * busy + 1));
    let left = world.truthOf(at(month, 'received'));
    for (const [lag, end] of monthNames.slice(place).entries()) {
      let ends = 0;
      for (let one = left; one > 0; one -= 1) if (!by.happens(slowness)) ends += 1;
      left -= ends;
      world.add(ended(month, lag), ends);
      world.add(open(month, end), left);
      const lags = Array.from({ length: lag + 1 }, (_, each) => ended(month, each));
      world.say([at(month, 'received')], 0, [...lags, open(month, end)]);
    }
  }
  const monthsAt = (until: number): Months =>
    monthNames.slice(0, until).map((month, place) => ({
      month,
      counts: Object.fromEntries([
        ['received', world.truthOf(at(month, 'received'))],
        ...Array.from({ length: until - place }, (_, lag) => [endedAfter(lag), world.truthOf(ended(month, lag))]),
      ]),
    }));
  const targets: string[][] = [];
  everyReport(monthsAt, (report) => {
    if (report.received) world.say(over(report.received, ['received']), report.received.count);
    if (!report.open) return;
    const { at: end, counts } = report.open;
    const last = monthNames.indexOf(end);
    for (const [place, { from, to }] of ages.entries()) {
      const names = monthNames
        .filter((_, month) => from <= last - month && last - month <= to)
        .map((one) => open(one, end));
      const told = counts[place] ?? 0;
      const [more, less] = [`${end} ${from} more`, `${end} ${from} less`];
      const count = names.reduce((total, name) => total + world.truthOf(name), 0);
      if (world.truthOf(more) === 0) world.add(more, count - told);
      if (world.truthOf(less) === 0) world.add(less, told + 4 - count);
      world.say(names, told, [more]);
      world.say([more, less], 4);
      targets.push(names);
    }
  });
  const single = monthNames.flatMap((month, place) =>
    monthNames.slice(place).flatMap((end, lag) => [[open(month, end)], [ended(month, lag)]]),
  );
  return world.measure('open', [...targets, ...single, ...targetsOf([['received']])]);
}

/** Every measure but what was received and first answered, of a world of its own each. */
export const otherFigures = (by: Chance): Measure[] => [
  listed(by, ['declined']),
  listed(by, ['recused']),
  listed(by, ['not-advised']),
  listed(by, ['feedback-answered', 'feedback-clear', 'feedback-in-time']),
  timed(by, 'acknowledgement'),
  timed(by, 'acceptance'),
  timed(by, 'follow-up'),
  ownTimes(by),
  reopenings(by),
  openByAge(by),
];
