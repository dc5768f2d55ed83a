import { checkAnchors } from './anchor-faults.ts';
import { checkEntries } from './entry-faults.ts';
import type { Evidence, Fault } from './evidence.ts';
import { largest } from './gaps.ts';

/** What was found: the faults, how much was looked at, and what no signature covers yet. */
export interface Finding {
  readonly faults: readonly Fault[];
  readonly ledgers: number;
  readonly entries: number;
  readonly anchors: number;
  readonly unsigned: { readonly entries: number; readonly since: string | undefined };
}

/** Checks everything on record against everything else. */
export function examine(evidence: Evidence): Finding {
  const { faults, heads } = checkAnchors(evidence);
  let entries = 0;
  const unsigned: string[] = [];
  for (const [ledger, rows] of evidence.ledgers) {
    const signedUpTo = largest(heads.get(ledger)?.keys() ?? []);
    entries += rows.size;
    for (const [number, { at }] of rows) if (number > signedUpTo) unsigned.push(String(at));
  }
  return {
    faults: [...checkEntries(evidence, heads), ...faults],
    ledgers: evidence.ledgers.size,
    entries,
    anchors: evidence.anchors.size,
    unsigned: { entries: unsigned.length, since: unsigned.sort()[0] },
  };
}
