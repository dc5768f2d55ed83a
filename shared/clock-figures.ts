import { stepCounters } from './counters.ts';
import { type CountedClock, ladders } from './ladders.ts';
import { type Length, percentile } from './percentile.ts';
import type { Period } from './periods.ts';
import { type Run, runsOf } from './small-cells.ts';
import {
  added,
  covered,
  endingIn,
  type Joint,
  judgedOf,
  type Months,
  of,
  partsOf,
  type Stretch,
  sum,
  toldOf,
} from './stretches.ts';

/** How many a clock counted, and within how many days half and nine in ten of them were done, all days counted. */
export type Told = Stretch & { done: number; medianGross?: Length; mostGross?: Length };

/** The same with how many of them were within their target, and the working days of half and of nine in ten. */
export type Judged = Told & { within: number; median?: Length; most?: Length };

/**
 * What was told but not judged: too few of it were within their target, or late. Of many it can be said which of the two
 * were nine in ten or more.
 */
export type Unjudged = Stretch & { done: number; nearlyAll?: 'within' | 'late' };

/** What is published of a clock in a period. */
export type ClockFigures = Told & { judged?: Judged; unjudged?: Unjudged };

/** So many that those too few to be told are at most one in ten of them, and it is no secret which they are. */
const many = 50;

/** The runs of steps that a clock's figures are made of, stretch by stretch. */
export type Runs = Stretch & { runs: Run[] };

type Part = 'w' | 'l' | 'g';

function runsIn({ from, to, months }: Joint, clock: CountedClock, parts: readonly Part[]): Runs {
  const steps = (part: Part) => added(months.map(({ counts }) => of(counts, stepCounters(clock, part))));
  return { from, to, runs: parts.flatMap((part) => runsOf(steps(part))) };
}

/** The runs of all days, by the stretches in which it is told how many there were. */
export const grossRuns = (months: Months, clock: CountedClock): Runs[] =>
  toldOf(months, clock).map((one) => runsIn(one, clock, ['g']));

/**
 * The runs of working days, by the stretches that are judged: what was within its target and what was late are joined
 * apart, so that neither tells the other's small counts.
 */
export const netRuns = (months: Months, clock: CountedClock): Runs[] =>
  judgedOf(months, clock).map((one) => runsIn(one, clock, ['w', 'l']));

const partsIn = (stretches: readonly Joint[], clock: CountedClock): [within: number, late: number] => {
  const all = stretches.flatMap(({ months }) => months.map(({ counts }) => partsOf(counts, clock)));
  return [sum(all.map(([within]) => within)), sum(all.map(([, late]) => late))];
};

const present = <Some extends object>(some: Some) =>
  Object.fromEntries(Object.entries(some).filter(([, value]) => value !== undefined));

const within =
  ({ from, to }: Stretch) =>
  (one: Stretch) =>
    from <= one.from && one.to <= to;

function tell(stretches: readonly Joint[], clock: CountedClock): Told {
  const runs = stretches.flatMap((one) => runsIn(one, clock, ['g']).runs);
  const lengths = {
    medianGross: percentile(runs, 0.5, ladders[clock]),
    mostGross: percentile(runs, 0.9, ladders[clock]),
  };
  return { ...covered(stretches), done: sum(partsIn(stretches, clock)), ...present(lengths) };
}

function judge(stretches: readonly Joint[], clock: CountedClock, months: Months): Judged {
  const runs = stretches.flatMap((one) => runsIn(one, clock, ['w', 'l']).runs);
  const lengths = { median: percentile(runs, 0.5, ladders[clock]), most: percentile(runs, 0.9, ladders[clock]) };
  const told = toldOf(months, clock).filter(within(covered(stretches)));
  return { ...tell(told, clock), within: partsIn(stretches, clock)[0], ...present(lengths) };
}

/** What was told until the end of a period and belongs to no stretch that was judged by then. */
function unjudgedIn(months: Months, clock: CountedClock, { from, to }: Period): Unjudged | undefined {
  const last = judgedOf(months, clock).findLast((one) => one.to <= to)?.to ?? '';
  const rest = toldOf(months, clock).filter((one) => one.from > last && one.to <= to);
  const [inTime, late] = partsIn(rest, clock);
  const done = inTime + late;
  if (done === 0 || covered(rest).to < from) return undefined;
  return { ...covered(rest), done, ...(done < many ? {} : { nearlyAll: inTime > late ? 'within' : 'late' }) };
}

/** Is there anything that a clock counted and that may be told of a period? */
export const isTold = (months: Months, clock: CountedClock, period: Period): boolean =>
  sum(partsIn(endingIn(toldOf(months, clock), period), clock)) > 0;

/** What is published of a clock in a period; undefined where nothing may be told or there was nothing. */
export function clockFigures(months: Months, clock: CountedClock, period: Period): ClockFigures | undefined {
  if (!isTold(months, clock, period)) return undefined;
  const told = tell(endingIn(toldOf(months, clock), period), clock);
  const judged = judge(endingIn(judgedOf(months, clock), period), clock, months);
  const unjudged = unjudgedIn(months, clock, period);
  return { ...told, ...(judged.done > 0 ? { judged } : {}), ...(unjudged ? { unjudged } : {}) };
}

/** The same, stretch by stretch, of what is judged. */
export const judgedStretches = (months: Months, clock: CountedClock, period: Period): Judged[] =>
  endingIn(judgedOf(months, clock), period)
    .map((one) => judge([one], clock, months))
    .filter(({ done }) => done > 0);
