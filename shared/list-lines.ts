import type { Counts } from './contribution.ts';
import { type ListName, listCounters } from './counters.ts';
import type { Period } from './periods.ts';
import { joinAll } from './small-cells.ts';
import {
  added,
  covered,
  endingIn,
  type Joint,
  type Months,
  of,
  once,
  type Stretch,
  stretchesOf,
  sum,
} from './stretches.ts';

/** Entries of a list that are shown as one line, first and last, and how often they were chosen. */
export type Line = { from: number; to: number; count: number };

/** A list as it is published: its lines, over the stretches that end in a period. */
export type Lines = Stretch & { lines: Line[] };

/** Lists that are told over the same months: whoever gives feedback answers all three questions, so each has the others' total. */
const together: readonly (readonly ListName[])[] = [
  ['declined'],
  ['recused'],
  ['not-advised'],
  ['feedback-answered', 'feedback-clear', 'feedback-in-time'],
];

const countsOf = (counts: Counts, name: ListName): number[] => of(counts, listCounters(name));
const totals = ({ months }: Joint, name: ListName): number[] =>
  added(months.map(({ counts }) => countsOf(counts, name)));
const linesOf = (entries: readonly number[]) => joinAll(entries.map((entry) => [entry]));

/** Lists are told at the end of a quarter, if that tells more than how many there were; at the end of a year in any case. */
const leastLines = (month: string): number => {
  if (month.endsWith('-12')) return 1;
  return Number(month.slice(5)) % 3 === 0 ? 2 : Number.POSITIVE_INFINITY;
};

function stretchesFor(months: Months, names: readonly ListName[]): Joint[] {
  const startOf = (place: number) => sum(names.slice(0, place).map((name) => listCounters(name).length));
  return once(months, names.join(' '), () =>
    stretchesOf(
      months,
      (counts) => names.flatMap((name) => countsOf(counts, name)),
      (cells, last) =>
        names.every((_, place) => {
          const entries = cells.slice(startOf(place), startOf(place + 1));
          return linesOf(entries).length >= leastLines(last);
        }),
    ),
  );
}

/** The lines of lists that are told together, stretch by stretch: what all that is published of them is made of. */
export const linesByStretch = (months: Months, names: readonly ListName[]): (Stretch & { lists: Line[][] })[] =>
  stretchesFor(months, names).map((one) => ({
    ...{ from: one.from, to: one.to },
    lists: names.map((name) => linesOver([one], name)),
  }));

/** The lines of a list over several stretches: what was one line in any of them is one. */
function linesOver(stretches: readonly Joint[], name: ListName): Line[] {
  const joined = stretches.map((one) => linesOf(totals(one, name)));
  const all = added(stretches.map((one) => totals(one, name)));
  const lines: Line[] = [];
  let from = 0;
  for (const to of all.keys()) {
    if (!joined.every((one) => one.some((line) => line.to === to))) continue;
    lines.push({ from, to, count: sum(all.slice(from, to + 1)) });
    from = to + 1;
  }
  return lines;
}

/** What is published of the lists in a period, and of which nothing may be told of it yet. */
export function listsIn(
  months: Months,
  period: Period,
): { lists: Partial<Record<ListName, Lines>>; heldBack: ListName[] } {
  const lists: Partial<Record<ListName, Lines>> = {};
  const heldBack: ListName[] = [];
  for (const names of together) {
    const stretches = endingIn(stretchesFor(months, names), period);
    if (stretches.length === 0) heldBack.push(...names);
    else
      for (const name of names) {
        const lines = linesOver(stretches, name);
        if (lines.some(({ count }) => count > 0)) lists[name] = { ...covered(stretches), lines };
      }
  }
  return { lists, heldBack };
}
