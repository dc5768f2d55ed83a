import type { Evidence } from '../functions/lib/evidence.ts';
import { anchorsOf } from '../functions/lib/signed-record.ts';
import type { Operator } from './operator.ts';
import { readAnchors, readKey, readSignposts } from './read-anchors.ts';
import { readLedgers } from './read-ledgers.ts';

/**
 * Reads what is on record, of every ledger or of one. Signposts first, ledgers last: what is written meanwhile then
 * never makes a signpost name an anchor that was not read yet, or an anchor sign an entry that was not.
 */
export async function readEvidence(at: Operator, only?: string): Promise<Evidence> {
  const key = await readKey(at);
  if (only !== undefined) return { ...(await anchorsOf(at, only)), ledgers: await readLedgers(at, only), only, key };
  const signposts = await readSignposts(at);
  const anchors = await readAnchors(at);
  return { ...anchors, signposts, ledgers: await readLedgers(at, only), only, key };
}
