import * as z from 'zod/mini';
import { LedgerEvent } from './events.ts';
import { Id, Moment, Ordinal } from './fields.ts';

/** Who did it: a person by id, or the hub's own function by name; `setup` is whoever deployed it, before anybody could sign in. */
const actorShape = () =>
  z.strictObject({
    id: z.union([Id, z.enum(['offer', 'watch', 'bounce', 'notify', 'erase', 'setup'])]),
    role: z.enum(['official', 'expert', 'secretariat', 'auditor', 'hub']),
  });
export type Actor = z.infer<ReturnType<typeof actorShape>>;

const chain = () => ({
  queryId: Id,
  sequence: Ordinal,
  at: Moment,
  actor: actorShape(),
  previousHash: z.string(),
  hash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
});

/** One entry of a query's ledger as it is kept: the event, who, when, its place in the chain. */
export const LedgerEntry = z.lazy(() => z.intersection(z.object(chain()), LedgerEvent));
export type LedgerEntry = z.infer<typeof LedgerEntry>;

/** Where a ledger stands: the sequence number and hash of its last entry. */
export type LedgerHead = { sequence: number; hash: string };

/** The head of a ledger that has no entry yet. */
export const emptyLedger: LedgerHead = { sequence: 0, hash: '' };

/** A value as JSON with the keys of every object sorted, so that equal values have equal bytes (RFC 8785's rule for what we store). */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(',')}}`;
}

async function hashOf({ hash: _, ...entry }: Omit<LedgerEntry, 'hash'> & { hash?: string }): Promise<string> {
  const { previousHash, ...rest } = entry;
  const bytes = new TextEncoder().encode(`${previousHash}\n${canonical(rest)}`);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The next entry of a ledger: the event, chained to the head by `hash = SHA-256(previous hash, canonical entry)`. */
export async function chained(
  head: LedgerHead,
  happened: LedgerEvent,
  { queryId, actor, at }: { queryId: string; actor: Actor; at: string },
): Promise<LedgerEntry> {
  const entry = { ...happened, queryId, sequence: head.sequence + 1, at, actor, previousHash: head.hash };
  return { ...entry, hash: await hashOf(entry) };
}

/** What can be wrong with the record: something changed, gone from the middle, gone from the end, in another's place, from elsewhere, covered up. */
export type Wrong = 'tampered' | 'missing' | 'truncated' | 'swapped' | 'foreign' | 'hidden';

/** One fault of the record, by the number of the entry or anchor it is at. */
export type Fault =
  | { readonly where: 'entry' | 'signpost'; readonly ledger: string; readonly number: number; readonly wrong: Wrong }
  | { readonly where: 'anchor'; readonly number: number; readonly wrong: Wrong };

/** What is wrong with a chain, by the number of the first entry at fault. */
export type ChainFault = { sequence: number; fault: 'missing' | 'altered' | 'foreign' };

/**
 * The first fault in a query's ledger, undefined when it is whole.
 * `head` is where the ledger is known to stand (a cached or signed head); without it a truncated tail cannot be seen.
 */
export async function firstFault(
  queryId: string,
  entries: readonly LedgerEntry[],
  head?: LedgerHead,
): Promise<ChainFault | undefined> {
  let previous = emptyLedger;
  for (const entry of entries) {
    const sequence = previous.sequence + 1;
    if (entry.sequence !== sequence) return { sequence, fault: 'missing' };
    if (entry.queryId !== queryId) return { sequence, fault: 'foreign' };
    if (entry.previousHash !== previous.hash || entry.hash !== (await hashOf(entry)))
      return { sequence, fault: 'altered' };
    previous = entry;
  }
  if (head && head.sequence > previous.sequence) return { sequence: previous.sequence + 1, fault: 'missing' };
  if (head && entries.at(head.sequence - 1)?.hash !== head.hash) return { sequence: head.sequence, fault: 'altered' };
  return undefined;
}
