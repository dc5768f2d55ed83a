/** The middle of what was measured. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

/** How far apart what should be equal is, as a share of the middle. */
export const spread = (values: readonly number[]): number =>
  (Math.max(...values) - Math.min(...values)) / (median(values) || 1);

/** As many digits as mean something. */
export const shown = (value: number, digits = 2): string => value.toFixed(digits);

/** The widest spread of equal rounds at which a ratio is judged. */
const quiet = 0.15;

/** Whether a goal is met, unless the machine moved while it was measured. */
export function verdict(ratio: number, goal: number, rounds: readonly (readonly number[])[]): string {
  if (rounds.some((round) => spread(round) > quiet)) return 'noisy';
  return ratio <= goal ? 'holds' : 'misses';
}
