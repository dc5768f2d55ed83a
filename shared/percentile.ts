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
  const countOf = (those: (run: Run) => boolean) => runs.filter(those).reduce((sum, { count }) => sum + count, 0);
  const step = ladder.findIndex((_, longest) => countOf(({ to }) => to <= longest) >= wanted);
  if (step >= 0) return { days: ladder[step] ?? 0 };
  // Surely longer than a step are the runs that begin above it.
  const above = ladder.findLastIndex((_, longest) => countOf(({ from }) => from > longest) > total - wanted);
  return above < 0 ? undefined : { days: ladder[above] ?? 0, over: true };
}
