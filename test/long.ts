import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether the long form of the proofs was asked for, as `npm run test:long` does. */
export const long = process.env.LONG === '1';

/** How often something is tried: in `npm test`, and in the long form. */
export const times = (bounded: number, inFull: number): number => (long ? inFull : bounded);

/** How long a proof may take: ten minutes in `npm test`, for a machine that others use too, hours in the long form. */
export const patience = long ? 6 * 3_600_000 : 600_000;

/**
 * A hub's options for a proof that writes tens of thousands of records in its long form: the engine numbers the next one
 * quickly only where it keeps them in a file. `forget` takes the file away.
 */
export function keptInFile(): { options: { stateDirectory?: string }; forget: () => void } {
  if (!long) return { options: {}, forget: () => {} };
  const stateDirectory = mkdtempSync(join(tmpdir(), 'hub-state-'));
  return { options: { stateDirectory }, forget: () => rmSync(stateDirectory, { recursive: true }) };
}
