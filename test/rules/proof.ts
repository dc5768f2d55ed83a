import fc from 'fast-check';
import { chance } from '../chance.ts';

/** Counts what a test family tried while it runs, and says so in one line. */
export function proof(name: string) {
  let tried = 0;
  let failed = 0;
  return {
    /** One case: it counts as failed when it throws or answers false. */
    check(holds: boolean): boolean {
      tried += 1;
      if (!holds) failed += 1;
      return holds;
    },
    report(): void {
      console.log(`proof ${name}: ${tried} tried, ${failed} failed`);
    },
  };
}

/** What the cases of a proof are made from, printed so that SEED makes the same ones again. */
export function seedOf(name: string): number {
  const { seed } = chance();
  console.log(`${name}: seed ${seed}`);
  return seed;
}

/** Runs a property over many cases, counting each. */
export function prove<Case>(
  name: string,
  cases: fc.Arbitrary<Case>,
  holds: (one: Case) => boolean,
  runs: number,
): void {
  const { check, report } = proof(name);
  try {
    fc.assert(
      fc.property(cases, (one) => check(holds(one))),
      { numRuns: runs, seed: seedOf(name) },
    );
  } finally {
    report();
  }
}

/** The same for rules that are asynchronous. */
export async function proveAsync<Case>(
  name: string,
  cases: fc.Arbitrary<Case>,
  holds: (one: Case) => Promise<boolean>,
  runs: number,
): Promise<void> {
  const { check, report } = proof(name);
  try {
    await fc.assert(
      fc.asyncProperty(cases, async (one) => check(await holds(one))),
      { numRuns: runs, seed: seedOf(name) },
    );
  } finally {
    report();
  }
}
