import fc from 'fast-check';

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

/** Runs a property over many cases, counting each; the seed is part of the error when one fails. */
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
      { numRuns: runs },
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
      { numRuns: runs },
    );
  } finally {
    report();
  }
}
