import type { Counts } from './contribution.ts';
import { stepCounters } from './counters.ts';
import type { CountedClock } from './ladders.ts';
import type { Period } from './periods.ts';
import { joinForward } from './small-cells.ts';

/** The months of a stretch, first and last. */
export type Stretch = { from: string; to: string };

/** What was counted over everything, month by month without a gap, and only of months that are over. */
export type Months = readonly { month: string; counts: Counts }[];

/** These counters of a row, in their order. */
export const of = (counts: Counts, names: readonly string[]): number[] => names.map((name) => counts[name] ?? 0);
/** The sum of numbers. */
export const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
/** Rows added up, place by place. */
export const added = (rows: readonly (readonly number[])[]): number[] =>
  rows.reduce<number[]>((total, row) => row.map((number, index) => number + (total[index] ?? 0)), []);

/** The stretches of a table, each with the months in it. */
export function stretchesOf(months: Months, cellsOf: (counts: Counts) => number[]): (Stretch & { months: Months })[] {
  return joinForward(months.map(({ counts }) => cellsOf(counts))).flatMap(({ from, to }) => {
    const within = months.slice(from, to + 1);
    const [first, last] = [within.at(0), within.at(-1)];
    return first && last ? [{ from: first.month, to: last.month, months: within }] : [];
  });
}

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

/** The cells by which months are joined for a clock; the first advice is joined with what was received, once for both. */
export const clockCells = (clock: CountedClock) => (counts: Counts) => [
  ...(clock === 'first-advice' ? [counts.received ?? 0] : []),
  partOf(counts, clock, 'w'),
  partOf(counts, clock, 'l'),
];
