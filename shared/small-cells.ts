// What may be published of counts, so that nobody finds a small one behind it. Nothing is ever taken out of a sum: what is
// small is joined with its neighbour. So every number that is published is a sum of cells that were published, each of
// them none or at least five, and whatever is added to or taken from whatever, what is left is a sum of such cells too.

/** The smallest count that is shown. None at all is nobody, and may be said. */
const least = 5;

/** May these be told as they are? */
export const isSafe = (cells: readonly number[]): boolean => cells.every((cell) => cell === 0 || cell >= least);

/**
 * May these be told of a sum whose parts by month were told before? One more than else is asked for: whoever knows that a
 * part was too small to be told until the last month came, and how many came in it, would at times find that it was 4.
 */
export const isSafeAfterSums = (cells: readonly number[]): boolean => cells.every((cell) => cell === 0 || cell > least);

const sumOf = (a: readonly number[], b: readonly number[]): number[] => b.map((cell, index) => cell + (a[index] ?? 0));

const totalOf = (all: readonly (readonly number[])[]): number[] => all.reduce<number[]>(sumOf, []);

/** Neighbours of a list that are shown as one: from, to (both included), and what they count together. */
export type Joined = { from: number; to: number; cells: number[] };

/**
 * Rows of figures in the order of time, each joined with those after it until every cell of theirs is none or five, or
 * until they may be told by another rule. What is joined once stays so, whatever comes later: figures that were given
 * out never change. The last are not shown yet.
 */
export function joinForward(
  rows: readonly (readonly number[])[],
  mayBeTold: (cells: readonly number[], last: number) => boolean = isSafe,
): Joined[] {
  const closed: Joined[] = [];
  let open: number[] = [];
  let from = 0;
  for (const [to, row] of rows.entries()) {
    open = sumOf(open, row);
    if (!mayBeTold(open, to)) continue;
    closed.push({ from, to, cells: open });
    [open, from] = [[], to + 1];
  }
  return closed;
}

/**
 * The values of a list that is finished (topics of a past year), joined in the same way; what is left at the end is joined
 * to what stands before it. Nothing is left out, so that there is nothing to be found by taking parts from the whole.
 */
export function joinAll(rows: readonly (readonly number[])[]): Joined[] {
  const groups = joinForward(rows);
  const last = groups.at(-1)?.to ?? -1;
  if (last === rows.length - 1) return groups;
  let rest: Joined = { from: last + 1, to: rows.length - 1, cells: totalOf(rows.slice(last + 1)) };
  while (!isSafe(rest.cells)) {
    const before = groups.pop();
    if (!before) return [];
    rest = { from: before.from, to: rest.to, cells: sumOf(before.cells, rest.cells) };
  }
  return [...groups, rest];
}

/** Steps of a ladder that are counted as one: from, to (both included), how many. */
export type Run = { from: number; to: number; count: number };

/** The steps of lengths of time, each joined with the next longer until they count five; the longest of all are one. */
export function runsOf(steps: readonly number[]): Run[] {
  const runs: Run[] = [];
  let open: Run = { from: 0, to: 0, count: 0 };
  for (const [step, count] of steps.entries()) {
    open = { from: open.from, to: step, count: open.count + count };
    if (open.count >= least) runs.push(open);
    if (open.count >= least || open.count === 0) open = { from: step + 1, to: step + 1, count: 0 };
  }
  const last = runs.at(-1);
  if (open.count > 0 && last)
    runs[runs.length - 1] = { from: last.from, to: steps.length - 1, count: last.count + open.count };
  return runs;
}

/** A count of something that changes from day to day, told only in fives. */
export const atLeast = (count: number): number => Math.floor(Math.max(0, count) / least) * least;
