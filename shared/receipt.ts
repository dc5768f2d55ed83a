import { base32Of } from './identifiers.ts';
import type { LedgerEntry } from './ledger.ts';

const received: readonly string[] = ['submitted', 'held'];

/**
 * The check code of a receipt, `7F3K-92QD`: the first forty bits of the hash of the entry by which the query was received.
 * It names what stands on the ledger since then, says nothing of the content, and can never change.
 */
export function checkCode(entries: readonly LedgerEntry[]): string | undefined {
  const hash = entries.find(({ code }) => received.includes(code))?.hash;
  if (!hash) return undefined;
  const symbols = base32Of(hash.slice(0, 10));
  return `${symbols.slice(0, 4)}-${symbols.slice(4)}`;
}
