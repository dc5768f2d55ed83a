import type { Counts } from './contribution.ts';
import type { Period } from './periods.ts';
import { joinAll } from './small-cells.ts';
import { covered, endingIn, judgedOf, type Months, partsOf, type Stretch } from './stretches.ts';

/** What a breakdown says of some values of its dimension: one, or neighbours that are shown as one. */
export type Group = { values: string[]; received: number; done: number; within: number };

/** The months that a breakdown of a year is made of: those of its stretches, once the year is over. Else undefined. */
export function breakdownMonths(months: Months, period: Period): Stretch | undefined {
  const last = months.at(-1)?.month;
  if (period.name.includes('-Q') || !last || last < period.to) return undefined;
  const core = endingIn(judgedOf(months, 'first-advice'), period);
  return core.length > 0 ? covered(core) : undefined;
}

/** What there is of a dimension's values in the months of a breakdown: the rows of each value, added. */
export type ValueCounts = readonly { value: string; counts: Counts }[];

/** First advice by the values of one dimension, in their own order, neighbours joined where one alone would be small. */
export function groupsOf(values: ValueCounts): Group[] {
  const cells = values.map(({ counts }) => [counts.received ?? 0, ...partsOf(counts, 'first-advice')]);
  return joinAll(cells).map(({ from, to, cells: [received = 0, within = 0, late = 0] }) => ({
    ...{ values: values.slice(from, to + 1).map(({ value }) => value), received },
    ...{ done: within + late, within },
  }));
}
