import type { Run } from './small-cells.ts';

/** How long so many took at most; `over` when it can only be said how much longer than that it was. */
export type Length = { days: number; over?: true };

/**
 * The length within which this share of all lay, as far as joined steps tell: always true, never closer than the steps.
 * The longest step has no end, so what lies there is told by what it is longer than.
 */
export function percentile(runs: readonly Run[], share: number, ladder: readonly number[]): Length | undefined {
  const total = runs.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return undefined;
  const wanted = share * total;
  // One place more than the ladder has steps, for what is longer than its last.
  const ending = [...ladder, 0].fill(0);
  const beginning = [...ending];
  for (const { from, to, count } of runs) {
    ending[to] = (ending[to] ?? 0) + count;
    beginning[from] = (beginning[from] ?? 0) + count;
  }
  let within = 0;
  for (const [step, days] of ladder.entries()) {
    within += ending[step] ?? 0;
    if (within >= wanted) return { days };
  }
  // Surely longer than a step are the runs that begin above it.
  let above = 0;
  for (let step = ladder.length - 1; step >= 0; step -= 1) {
    above += beginning[step + 1] ?? 0;
    if (above > total - wanted) return { days: ladder[step] ?? 0, over: true };
  }
  return undefined;
}
