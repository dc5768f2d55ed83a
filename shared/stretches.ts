import type { Counts } from './contribution.ts';
import { stepCounters } from './counters.ts';
import type { CountedClock } from './ladders.ts';
import type { Period } from './periods.ts';
import { isSafe, isSafeAfterSums, joinForward } from './small-cells.ts';

/** The months of a stretch, first and last. */
export type Stretch = { from: string; to: string };

/** What was counted over everything, month by month without a gap, and only of months that are over. */
export type Months = readonly { month: string; counts: Counts }[];

/** These counters of a row, in their order. */
export const of = (counts: Counts, names: readonly string[]): number[] => names.map((name) => counts[name] ?? 0);
/** The sum of numbers. */
export const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
/** Rows added up, place by place. */
export function added(rows: readonly (readonly number[])[]): number[] {
  const [first = [], ...others] = rows;
  const total = [...first];
  for (const row of others) for (const [index, number] of row.entries()) total[index] = (total[index] ?? 0) + number;
  return total;
}

/** A stretch with its months. */
export type Joint = Stretch & { months: Months };

const workedOut = new WeakMap<Months, Map<string, Joint[]>>();

/** What follows from the same months is worked out once: a report asks for each of its stretches a dozen times. */
export function once(months: Months, what: string, workOut: () => Joint[]): Joint[] {
  const known = workedOut.get(months) ?? new Map<string, Joint[]>();
  workedOut.set(months, known);
  const stretches = known.get(what) ?? workOut();
  known.set(what, stretches);
  return stretches;
}

/** May these cells of months that end with this one be told? */
type Rule = (cells: readonly number[], last: string) => boolean;

const jointly = (months: Months): Joint[] => {
  const [first, last] = [months.at(0), months.at(-1)];
  return first && last ? [{ from: first.month, to: last.month, months }] : [];
};

/** The stretches of a table, each with the months in it: until each cell is none or five, or by another rule. */
export const stretchesOf = (months: Months, cellsOf: (counts: Counts) => number[], mayBeTold: Rule = isSafe): Joint[] =>
  joinForward(
    months.map(({ counts }) => cellsOf(counts)),
    (cells, last) => mayBeTold(cells, months[last]?.month ?? ''),
  ).flatMap(({ from, to }) => jointly(months.slice(from, to + 1)));

/** The stretches that belong to a period: those whose last month lies in it, so that each belongs to one. */
export const endingIn = <One extends Stretch>(stretches: readonly One[], { from, to }: Period): One[] =>
  stretches.filter((one) => from <= one.to && one.to <= to);

/** From the first month of these stretches to the last. */
export const covered = (stretches: readonly Stretch[]): Stretch => ({
  from: stretches.at(0)?.from ?? '',
  to: stretches.at(-1)?.to ?? '',
});

function partOf(counts: Counts, clock: CountedClock, part: 'w' | 'l' | 'g'): number {
  let total = 0;
  for (const name of stepCounters(clock, part)) total += counts[name] ?? 0;
  return total;
}

/** What a month has of a clock: how many within their target, how many late. */
export const partsOf = (counts: Counts, clock: CountedClock): [within: number, late: number] => [
  partOf(counts, clock, 'w'),
  partOf(counts, clock, 'l'),
];

/** The stretches in which it is told how many a clock counted; of first advice with what was received, once for both. */
export const toldOf = (months: Months, clock: CountedClock): Joint[] =>
  once(months, `told ${clock}`, () =>
    stretchesOf(months, (counts) => [
      ...(clock === 'first-advice' ? [counts.received ?? 0] : []),
      sum(partsOf(counts, clock)),
    ]),
  );

/** These stretches, of which a sum is told, joined until parts of it may be told as well: what is small holds back the parts, not the sum. */
export const joinedFurther = (told: readonly Joint[], partsIn: (counts: Counts) => number[]): Joint[] =>
  joinForward(
    told.map((one) => added(one.months.map(({ counts }) => partsIn(counts)))),
    isSafeAfterSums,
  ).flatMap(({ from, to }) => jointly(told.slice(from, to + 1).flatMap((one) => one.months)));

/** The stretches in which it is told how many were within their target and how many late. */
export const judgedOf = (months: Months, clock: CountedClock): Joint[] =>
  once(months, `judged ${clock}`, () => joinedFurther(toldOf(months, clock), (counts) => partsOf(counts, clock)));
