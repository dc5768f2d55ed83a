import * as z from 'zod/mini';
import { Id, Moment, Ordinal } from './fields.ts';
import { canonical, firstFault, LedgerEntry, type LedgerHead } from './ledger.ts';
import { later } from './moments.ts';

const Hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const Head = z.strictObject({ sequence: Ordinal, hash: Hash });

/** What the hub says of its ledgers at one moment: where those stand that moved, chained to what it said before. */
const Statement = z.strictObject({
  version: z.literal(1),
  number: Ordinal,
  at: Moment,
  /** SHA-256 of the previous anchor's bytes; empty in the first. */
  previous: z.union([z.literal(''), Hash]),
  heads: z.record(Id, Head),
});
type Statement = z.infer<typeof Statement>;

/** An anchor as it is kept: the statement, signed. */
export const Anchor = z.extend(Statement, {
  signature: z.strictObject({
    algorithm: z.literal('ECDSA_SHA_256'),
    keyId: z.string().check(z.minLength(1)),
    value: z.base64(),
  }),
});
export type Anchor = z.infer<typeof Anchor>;

/** The text that is signed: the anchor in its one form, all but the value of the signature. */
export function signedText({ signature: { algorithm, keyId }, ...statement }: Unsigned): string {
  return canonical({ ...statement, signature: { algorithm, keyId } });
}
type Unsigned = Statement & { signature: Omit<Anchor['signature'], 'value'> };

/** Where the last signed head of one ledger is to be found. It is a signpost and proves nothing: the anchor does. */
export const Signpost = z.strictObject({ version: z.literal(1), anchor: z.string(), head: Head });
export type Signpost = z.infer<typeof Signpost>;

/** The name of an anchor in its bucket; who writes a number first keeps it, so that the chain cannot fork. */
export const anchorName = (number: number): string => `anchors/${String(number).padStart(8, '0')}.json`;

/** The number in such a name; undefined in any other. */
export function anchorNumber(name: string): number | undefined {
  const number = Number(/\d+/.exec(name)?.[0]);
  return number > 0 && name === anchorName(number) ? number : undefined;
}

/** The name of the signpost of a ledger. */
export const signpostName = (subjectId: string): string => `heads/${subjectId}.json`;

/** The ledger in such a name; undefined in any other. */
export const ledgerOfSignpost = (name: string): string | undefined => /^heads\/(.*)\.json$/.exec(name)?.[1];

/** Entries are dated when a request begins and written when it ends: how much older than its writing one can be. */
const overlapMilliseconds = 10 * 60_000;

/** No ledger is older: the first run looks at every day since, which costs an empty query each, once. */
const firstDay = '2026-01-01T00:00:00.000Z';

/** From when on to look for entries, when everything up to `coveredUntil` was looked at before; nothing was before it came. */
export function lookFrom(coveredUntil: string | undefined, now: string): string {
  if (coveredUntil === undefined) return firstDay;
  return later(coveredUntil < now ? coveredUntil : now, -overlapMilliseconds);
}

/**
 * Whether to put on record how far was looked although nothing moved: once a day, so that a quiet year is not looked
 * through again, and when the record lies ahead of the time, which nobody has looked at yet.
 */
export function isCoverDue(coveredUntil: string | undefined, now: string): boolean {
  if (coveredUntil === undefined) return true;
  const since = Date.parse(now) - Date.parse(coveredUntil);
  return since > 86_400_000 || since < 0;
}

/** Every calendar day from one moment to another. */
export function daysFrom(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = Date.parse(`${from.slice(0, 10)}T00:00:00Z`); day <= Date.parse(to); day += 86_400_000)
    days.push(new Date(day).toISOString().slice(0, 10));
  return days;
}

/**
 * The head of a ledger that is to be signed; undefined when it is signed already.
 * `broken` when its chain does not hold or no longer contains what was signed of it: that is never signed over.
 */
export async function headToSign(
  subjectId: string,
  rows: readonly unknown[],
  signed: LedgerHead | undefined,
): Promise<LedgerHead | 'broken' | undefined> {
  const entries = z.array(LedgerEntry).safeParse(rows).data;
  if (!entries || (await firstFault(subjectId, entries, signed))) return 'broken';
  const last = entries.at(-1);
  if (!last || last.sequence === signed?.sequence) return undefined;
  return { sequence: last.sequence, hash: last.hash };
}
