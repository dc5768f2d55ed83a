import { type Anchor, headToSign, isCoverDue, lookFrom } from '../shared/anchor.ts';
import type { Tail } from './lib/anchor-log.ts';
import { anchorServices } from './lib/anchor-services.ts';
import { logged } from './lib/log.ts';

const { ledgers, anchors, log } = anchorServices();

/** What is on record is not what the hub wrote or signed: somebody went past it. */
class LedgerBroken extends Error {
  override readonly name = 'LedgerBroken';
}

/** The most heads in one anchor: their signposts are set before the next begins, well within the function's time. */
const mostHeads = 500;

/** Ledgers looked at side by side: each is a read of the bucket for every time it was signed, a few more, and one of the table. */
const atOnce = 20;

type Heads = [subjectId: string, head: Anchor['heads'][string]][];

/** Every five minutes: signs where the ledgers stand that moved, and puts it where nobody can take it away. */
export async function handler(): Promise<void> {
  const now = new Date().toISOString();
  const tail = await log.tail();
  if (tail.broken > 0) logged('anchor broken', { count: tail.broken });
  const heads: Heads = [];
  let broken = 0;
  const changed = await ledgers.listChanged(lookFrom(tail.coveredUntil, now), now);
  for (let start = 0; start < changed.length; start += atOnce) {
    for (const [id, head] of await Promise.all(changed.slice(start, start + atOnce).map(look))) {
      if (head === 'broken') {
        broken += 1;
        logged('ledger broken', { queryId: id });
      } else if (head) heads.push([id, head]);
    }
  }
  if (await seal(tail, heads, now)) logged('anchored', { count: heads.length });
  // Thrown last, so that one broken ledger leaves no other unsealed; the alarm rings, `hub ledger verify` says where.
  if (broken > 0) throw new LedgerBroken('a ledger does not continue what was signed of it');
  if (tail.broken > 0)
    throw new LedgerBroken('an anchor is none that the hub signed, or does not continue the one before');
}

/** What of a ledger is to be signed. Read in this order, so that it is never older than what another run just signed. */
async function look(id: string) {
  const signed = await anchors.find(id);
  const head = signed === 'lost' ? 'broken' : await headToSign(id, await ledgers.rowsOf(id), signed);
  return [id, head] as const;
}

/** Adds the heads to the chain; false when another run is at it, which is left to finish. */
async function seal(tail: Tail, heads: Heads, now: string): Promise<boolean> {
  let end = tail;
  for (let start = 0; start < heads.length; start += mostHeads) {
    const next = await log.append(end, Object.fromEntries(heads.slice(start, start + mostHeads)), now);
    if (!next) return false;
    end = next;
  }
  if (end !== tail || isCoverDue(tail.coveredUntil, now)) await log.cover(end, now);
  return true;
}
