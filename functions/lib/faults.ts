import type { Fault } from '../../shared/ledger.ts';
import { checkAnchors, type Testimony } from './anchor-faults.ts';
import { checkEntries } from './entry-faults.ts';
import type { Evidence } from './evidence.ts';

/** What was found: the faults, how much was looked at, and what no signature covers yet. */
export interface Finding {
  readonly faults: readonly Fault[];
  readonly ledgers: number;
  readonly entries: number;
  readonly anchors: number;
  /** Until where each ledger is signed, by anchors that hold. */
  readonly signed: Testimony['signed'];
  readonly unsigned: { readonly entries: number; readonly since: string | undefined };
}

/** Checks everything on record against everything else. */
export function examine(evidence: Evidence): Finding {
  const { faults, heads, signed } = checkAnchors(evidence);
  let entries = 0;
  const unsigned: string[] = [];
  for (const [ledger, rows] of evidence.ledgers) {
    const signedUpTo = signed.get(ledger)?.sequence ?? 0;
    entries += rows.size;
    for (const [number, { at }] of rows) if (number > signedUpTo) unsigned.push(String(at));
  }
  return {
    faults: [...checkEntries(evidence, heads), ...faults],
    ledgers: evidence.ledgers.size,
    entries,
    anchors: evidence.anchors.size,
    signed,
    unsigned: { entries: unsigned.length, since: unsigned.sort()[0] },
  };
}
