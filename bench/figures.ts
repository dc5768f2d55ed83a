/** The middle of what was measured. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

const at = (sorted: readonly number[], share: number): number => {
  const place = share * (sorted.length - 1);
  const [below = 0, above = below] = sorted.slice(Math.floor(place), Math.floor(place) + 2);
  return below + (above - below) * (place % 1);
};

/** How far apart what should be equal is: the middle half of it, as a share of the middle. */
export function spread(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return (at(sorted, 0.75) - at(sorted, 0.25)) / (median(values) || 1);
}

/** The middle of the rounds' own ratios: what moves both sides of a round moves none of them. */
export const ratioOf = (ours: readonly number[], theirs: readonly number[]): number =>
  median(ours.map((value, index) => value / (theirs[index] ?? Number.NaN)));

/** As many digits as mean something. */
export const shown = (value: number, digits = 2): string => value.toFixed(digits);

/** The widest spread of equal rounds at which a ratio is judged: beyond it the machine moved. */
const quiet = 0.15;

/** Whether a goal is met, unless the machine moved while it was measured. */
export function verdict(ratio: number, goal: number, rounds: readonly (readonly number[])[]): string {
  if (rounds.some((round) => spread(round) > quiet)) return 'noisy';
  return ratio <= goal ? 'holds' : 'misses';
}
