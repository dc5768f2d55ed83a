/** A call by the moments between which it was under way. */
export type Span = { began: number; ended: number };

/** How many of these calls had to wait for one another: the longest row of them in which each began after the last had ended. */
export function roundTrips(calls: readonly Span[]): number {
  let [trips, free] = [0, Number.NEGATIVE_INFINITY];
  for (const { began, ended } of calls.toSorted((a, b) => a.ended - b.ended)) {
    if (began < free) continue;
    trips += 1;
    free = ended;
  }
  return trips;
}
