// Somebody who wants to know a small count, and has every figure that was ever published: they add and take away as they
// please (linear algebra), and reason that no count is below nothing (bounds). They do not use a line of what publishes.

/** A sum of unknown counts that was published: these unknowns, each so many times, came to this. */
export type Equation = { terms: ReadonlyMap<number, number>; equals: number };

// Large enough that no sum of ours wraps, small enough that a product of two is exact in a double.
const prime = 94_906_249;
const reduced = (value: number): number => ((value % prime) + prime) % prime;

function inverse(value: number): number {
  let [result, base, exponent] = [1, reduced(value), prime - 2];
  while (exponent > 0) {
    if (exponent % 2 === 1) result = (result * base) % prime;
    base = (base * base) % prime;
    exponent = Math.floor(exponent / 2);
  }
  return result;
}

/** What can be had of these equations by adding and taking away: is this sum of unknowns among it? */
export function combined(equations: readonly Equation[], unknowns: number): (target: readonly number[]) => boolean {
  const pivots: { at: number; row: Float64Array }[] = [];
  const reduce = (row: Float64Array) => {
    for (const { at, row: by } of pivots) {
      const factor = row[at] ?? 0;
      if (factor === 0) continue;
      for (let column = at; column < unknowns; column += 1) {
        const taken = by[column] ?? 0;
        if (taken !== 0) row[column] = reduced((row[column] ?? 0) - factor * taken);
      }
    }
    return row;
  };
  for (const { terms } of equations) {
    const row = new Float64Array(unknowns);
    for (const [unknown, times] of terms) row[unknown] = reduced(times);
    reduce(row);
    const at = row.findIndex((value) => value !== 0);
    if (at < 0) continue;
    const scale = inverse(row[at] ?? 0);
    for (let column = at; column < unknowns; column += 1) row[column] = ((row[column] ?? 0) * scale) % prime;
    pivots.push({ at, row });
    pivots.sort((a, b) => a.at - b.at);
  }
  return (target) => {
    const row = new Float64Array(unknowns);
    for (const unknown of target) row[unknown] = reduced((row[unknown] ?? 0) + 1);
    return reduce(row).every((value) => value === 0);
  };
}

/** The least and the most that each unknown can be, as far as reasoning equation by equation gets. */
export function bounded(equations: readonly Equation[], unknowns: number): { low: Float64Array; high: Float64Array } {
  const low = new Float64Array(unknowns);
  const high = new Float64Array(unknowns).fill(1e9);
  const least = (times: number, of: number) => times * ((times > 0 ? low[of] : high[of]) ?? 0);
  const most = (times: number, of: number) => times * ((times > 0 ? high[of] : low[of]) ?? 0);
  for (let moved = true; moved; ) {
    moved = false;
    for (const { terms, equals } of equations) {
      let [sumLeast, sumMost] = [0, 0];
      for (const [unknown, times] of terms) {
        sumLeast += least(times, unknown);
        sumMost += most(times, unknown);
      }
      for (const [unknown, times] of terms) {
        const [roomUp, roomDown] = [
          equals - (sumLeast - least(times, unknown)),
          equals - (sumMost - most(times, unknown)),
        ];
        const [down, up] = times > 0 ? [roomDown / times, roomUp / times] : [roomUp / times, roomDown / times];
        const [newLow, newHigh] = [Math.ceil(down - 1e-9), Math.floor(up + 1e-9)];
        if (newLow > (low[unknown] ?? 0)) {
          low[unknown] = newLow;
          moved = true;
        }
        if (newHigh < (high[unknown] ?? 0)) {
          high[unknown] = newHigh;
          moved = true;
        }
        if (moved) {
          [sumLeast, sumMost] = [0, 0];
          for (const [each, many] of terms) {
            sumLeast += least(many, each);
            sumMost += most(many, each);
          }
        }
      }
    }
  }
  return { low, high };
}
