import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { prove, proveAsync } from './proof.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** What is tried under a seed, and what is said of it. */
async function tried(seed: string, as: 'prove' | 'proveAsync'): Promise<{ cases: number[]; said: string[] }> {
  vi.stubEnv('SEED', seed);
  const cases: number[] = [];
  const said: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
  const holds = (one: number) => cases.push(one) > 0;
  if (as === 'prove') prove('numbers', fc.integer(), holds, 20);
  else await proveAsync('numbers', fc.integer(), async (one) => holds(one), 20);
  return { cases, said };
}

test.each(['prove', 'proveAsync'] as const)(
  'what SEED names is tried again, and a proof says its seed (%s)',
  async (as) => {
    const first = await tried('42', as);
    expect(await tried('42', as)).toEqual(first);
    expect((await tried('43', as)).cases).not.toEqual(first.cases);
    expect(first.said).toEqual(['numbers: seed 42', 'proof numbers: 20 tried, 0 failed']);
  },
);
