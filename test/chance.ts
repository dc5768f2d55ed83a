import { randomInt } from 'node:crypto';

/** Chance that can be had again: the same seed makes the same choices. */
export type Chance = ReturnType<typeof chance>;

/** The seed of every ordinary run, so that it says of a change what it said before it; the long form looks further afield. */
const ordinary = 1_323_923_245;

/** Makes choices from a seed: the one that SEED in the environment names; in the long form a new one each time. */
export function chance(seed = Number(process.env.SEED ?? (process.env.LONG ? randomInt(2 ** 31) : ordinary))) {
  let state = seed | 0;

  // Mulberry32: small, quick, and good enough to choose by.
  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  const below = (limit: number): number => Math.floor(next() * limit);

  function pick<One>(list: readonly One[]): One {
    const one = list[below(list.length)];
    if (one === undefined) throw new Error('there is nothing to choose from');
    return one;
  }

  function shuffled<One>(list: readonly One[]): One[] {
    return list
      .map((one) => ({ one, at: next() }))
      .sort((a, b) => a.at - b.at)
      .map(({ one }) => one);
  }

  return {
    seed,
    below,
    pick,
    shuffled,
    /** So many of these, none twice. */
    some: <One>(list: readonly One[], count: number): One[] => shuffled(list).slice(0, count),
    /** True about so often, from 0 to 1. */
    happens: (often: number): boolean => next() < often,
    bytes: (count: number): Uint8Array => Uint8Array.from({ length: count }, () => below(256)),
  };
}
