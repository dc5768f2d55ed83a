import type { Evidence } from '../functions/lib/evidence.ts';
import { anchorName, signpostName } from '../shared/anchor.ts';
import { canonical } from '../shared/ledger.ts';

/** The evidence as the files that docs/verify-the-ledger.md describes, by their paths. */
export function filesOf({ ledgers, anchors, signposts, key }: Evidence): Map<string, string> {
  const files = new Map<string, string>([['public-key.pem', pemOf(key)]]);
  for (const [number, text] of anchors) files.set(anchorName(number), text);
  for (const [ledger, text] of signposts) files.set(signpostName(ledger), text);
  for (const [ledger, rows] of ledgers) {
    const inOrder = [...rows].sort(([a], [b]) => a - b);
    files.set(`ledgers/${ledger}.jsonl`, inOrder.map(([, row]) => `${canonical(row)}\n`).join(''));
  }
  return files;
}

/** The public key as a PEM file. */
export const pemOf = (key: Evidence['key']): string => key.public.export({ format: 'pem', type: 'spki' }).toString();
