/** The first number of every gap in what should be 1, 2, 3 …, in order; what follows the last number is no gap. */
export function gapsIn(numbers: Iterable<number>): number[] {
  const gaps: number[] = [];
  let expected = 1;
  for (const number of [...numbers].filter(Number.isInteger).sort((a, b) => a - b)) {
    if (number > expected) gaps.push(expected);
    expected = Math.max(expected, number + 1);
  }
  return gaps;
}

/** The largest of them, or 0; there may be more than a call takes arguments. */
export function largest(numbers: Iterable<number>): number {
  let found = 0;
  for (const number of numbers) if (number > found) found = number;
  return found;
}
