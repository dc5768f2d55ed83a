import type { Counts } from './contribution.ts';
import { day, later } from './moments.ts';
import { monthAfter, monthsFrom } from './periods.ts';
import type { Months } from './stretches.ts';

function countsAnything({ counts }: { counts: Counts }): boolean {
  for (const name in counts) if (counts[name] !== 0) return true;
  return false;
}

/**
 * The months that are over and counted to their end, from the first of all, without a gap. A month is counted to its end
 * once something of a day after it was counted: what came later than that by itself had an hour to come.
 */
export function closedMonths(
  rows: readonly { cell: string; counts: Counts }[],
  countedUntil: string | undefined,
): Months {
  const counted = new Map(rows.filter(countsAnything).map(({ cell, counts }) => [cell, counts]));
  const first = [...counted.keys()].sort()[0];
  if (!first || !countedUntil) return [];
  const running = later(countedUntil, -day).slice(0, 7);
  return monthsFrom(first, monthAfter(running, -1)).map((month) => ({ month, counts: counted.get(month) ?? {} }));
}

/** How long nothing may be counted before the figures may be stale: longer than a weekend. */
const quietMilliseconds = 4 * day;

/** May there be something that was not counted? */
export const isStale = (countedUntil: string | undefined, now: string): boolean =>
  countedUntil !== undefined && Date.parse(now) - Date.parse(countedUntil) > quietMilliseconds;
