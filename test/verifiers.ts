import * as z from 'zod';
import { filesOf } from '../cli/evidence-files.ts';
import type { Evidence } from '../functions/lib/evidence.ts';
import { examine } from '../functions/lib/faults.ts';

const Found = z.object({
  where: z.enum(['entry', 'anchor', 'signpost']),
  ledger: z.string().optional(),
  number: z.number(),
  wrong: z.string(),
});

/** A fault as either verifier reports it. */
export type Found = z.infer<typeof Found>;

// Imported by its address, for it has no types: it is an outsider, and no part of the hub's own program.
const { verify } = z
  .object({ verify: z.custom<(files: ReadonlyMap<string, string>, publicKey: string) => unknown>() })
  .parse(await import(new URL('../verifier/verify.mjs', import.meta.url).href));

/** What the outsider says of the files of an export. */
export function verifyFiles(files: ReadonlyMap<string, string>): Found[] {
  return z.object({ faults: z.array(Found) }).parse(verify(files, files.get('public-key.pem') ?? '')).faults;
}

/** What the hub's own verification and the outsider's say of the same record. */
export function verdicts(evidence: Evidence): { hub: Found[]; outsider: Found[] } {
  const hub = examine(evidence).faults.map((fault) => Found.parse(fault));
  return { hub, outsider: verifyFiles(filesOf(evidence)) };
}
