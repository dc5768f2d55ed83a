import { createHash } from 'node:crypto';
import { canonical, type Fault } from '../../shared/ledger.ts';
import type { SignedHeads } from './anchor-faults.ts';
import type { Evidence, Row } from './evidence.ts';
import { gapsIn, largest } from './gaps.ts';

/** A place where an entry should be and is not, or is not what it should be. */
type Place = { readonly ledger: string; readonly number: number };
type Suspect = Place & { readonly why: 'gone' | 'cut off' | 'unsound' | 'not what was signed'; readonly row?: Row };

/** To look for the home of a displaced entry in more places than this would take hours and say little. */
const mostHomes = 500;

/** Checks every entry of every ledger, against itself, its neighbours and what was signed. */
export function checkEntries({ ledgers, only }: Evidence, heads: ReadonlyMap<string, SignedHeads>): Fault[] {
  const names = only === undefined ? [...new Set([...ledgers.keys(), ...heads.keys()])].sort() : [only];
  const suspects = names.flatMap((ledger) =>
    checkLedger(ledger, ledgers.get(ledger) ?? new Map(), heads.get(ledger) ?? new Map()),
  );
  const standing = suspects.some(({ why }) => why === 'unsound') ? placesByHash(ledgers) : new Map<unknown, Place>();
  return suspects.map((suspect) => ({
    where: 'entry',
    ledger: suspect.ledger,
    number: suspect.number,
    wrong: wrongWith(suspect, suspects, standing),
  }));
}

/**
 * What does not hold in one ledger. A signed hash vouches for its entry, and an entry that is vouched for vouches for
 * the one before it by its `previousHash`: so it is known which of two that do not fit together is the false one.
 */
function checkLedger(ledger: string, rows: ReadonlyMap<number, Row>, signed: SignedHeads): Suspect[] {
  const last = largest(rows.keys());
  const suspects = new Map<number, Suspect>();
  const suspect = (number: number, why: Suspect['why'], row?: Row) => {
    if (!suspects.has(number)) suspects.set(number, { ledger, number, why, ...(row ? { row } : {}) });
  };
  for (const number of gapsIn(rows.keys())) suspect(number, 'gone');
  if (largest(signed.keys()) > last) suspect(last + 1, 'cut off');
  let vouchedFor: string | undefined;
  let next: { number: number; row: Row } | undefined;
  for (const [number, row] of [...rows].sort(([a], [b]) => b - a)) {
    const hashes = signed.get(number);
    let vouched = false;
    // What stands behind a gap is vouched for by nothing but a signature of its own.
    if (next?.number !== number + 1) vouchedFor = next = undefined;
    if (!Number.isInteger(number) || row.queryId !== ledger || row.sequence !== number || hashOf(row) !== row.hash)
      suspect(number, 'unsound', row);
    else if ([...(hashes ?? [])].some((hash) => hash !== row.hash)) suspect(number, 'not what was signed', row);
    else if (vouchedFor !== undefined && vouchedFor !== row.hash) suspect(number, 'not what was signed', row);
    else {
      vouched = hashes !== undefined || vouchedFor !== undefined;
      // Nothing is signed of what follows: it is the later entry that does not continue this one.
      if (next && next.row.previousHash !== row.hash) suspect(number + 1, 'not what was signed', next.row);
      if (number === 1 && row.previousHash !== '') suspect(1, 'not what was signed', row);
    }
    vouchedFor = vouched && typeof row.previousHash === 'string' ? row.previousHash : undefined;
    next = suspects.has(number) ? undefined : { number, row };
  }
  return [...suspects.values()].sort((a, b) => a.number - b.number);
}

/** `SHA-256(previous hash, line feed, entry in its one form without its hashes)`. */
function hashOf({ hash: _, previousHash, ...entry }: Row): string {
  return createHash('sha256')
    .update(`${String(previousHash)}\n${canonical(entry)}`)
    .digest('hex');
}

function placesByHash(ledgers: Evidence['ledgers']): Map<unknown, Place> {
  const places = new Map<unknown, Place>();
  for (const [ledger, rows] of ledgers)
    for (const [number, row] of rows) if (hashOf(row) === row.hash) places.set(row.hash, { ledger, number });
  return places;
}

function wrongWith(
  { ledger, number, why, row }: Suspect,
  suspects: readonly Suspect[],
  standing: ReadonlyMap<unknown, Place>,
): Fault['wrong'] {
  if (why === 'gone') return 'missing';
  if (why === 'cut off') return 'truncated';
  if (why === 'not what was signed' || !row) return 'tampered';
  // Its hash is the hash of an entry that still stands elsewhere, or right for a place that is empty or wrong as well.
  const isHome = (home: Place) => hashOf({ ...row, queryId: home.ledger, sequence: home.number }) === row.hash;
  const home = standing.get(row.hash) ?? (suspects.length > mostHomes ? undefined : suspects.find(isHome));
  if (!home || (home.ledger === ledger && home.number === number)) return 'tampered';
  return home.ledger === ledger ? 'swapped' : 'foreign';
}
