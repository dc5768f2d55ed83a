import { createHash, verify } from 'node:crypto';
import { Anchor, anchorNumber, Signpost, signedText } from '../../shared/anchor.ts';
import { canonical, type Fault, type Wrong } from '../../shared/ledger.ts';
import type { Evidence } from './evidence.ts';
import { gapsIn, largest } from './gaps.ts';

/** What was signed of one ledger: the hashes that entries must have, by their numbers. */
export type SignedHeads = ReadonlyMap<number, ReadonlySet<string>>;

/** What the anchors say, and what is wrong with them. */
export interface Testimony {
  readonly faults: readonly Fault[];
  readonly heads: ReadonlyMap<string, SignedHeads>;
  /** The last entry of each ledger that a signature which holds covers, and when it was signed. */
  readonly signed: ReadonlyMap<string, { sequence: number; signedAt: string }>;
}

type Judged = { readonly wrong: Wrong } | { readonly anchor: Anchor };

/** Checks every anchor by itself and against the one before, and collects what those that hold have signed. */
export function checkAnchors(evidence: Evidence): Testimony {
  const { anchors, hidden, signposts, only } = evidence;
  const judged = new Map([...anchors].map(([number, text]) => [number, judge(number, text, evidence.key)] as const));
  const pointedTo = [...signposts].map(([ledger, text]) => ({ ledger, signpost: readSignpost(text) }));
  const wrong = new Map<number, Wrong>();
  for (const [number, verdict] of judged) if ('wrong' in verdict) wrong.set(number, verdict.wrong);
  for (const [number, verdict] of judged) {
    if (!('anchor' in verdict)) continue;
    const before = anchors.get(number - 1);
    const fits = number === 1 || before === undefined || verdict.anchor.previous === sha256(before);
    // The later one is signed, so it is the earlier one that is not what it was.
    if (!fits && !wrong.has(number - 1)) wrong.set(number - 1, 'tampered');
    if (number === 1 && verdict.anchor.previous !== '') wrong.set(1, 'tampered');
  }
  if (only === undefined) {
    for (const number of gapsIn(anchors.keys())) wrong.set(number, 'missing');
    const last = largest(anchors.keys());
    if (pointedTo.some(({ signpost }) => (signpost?.number ?? 0) > last)) wrong.set(last + 1, 'truncated');
  } else {
    for (const { signpost } of pointedTo)
      if (signpost && !anchors.has(signpost.number)) wrong.set(signpost.number, 'missing');
  }
  for (const number of hidden) if (!wrong.has(number)) wrong.set(number, 'hidden');

  const faults: Fault[] = [...wrong].map(([number, each]) => ({ where: 'anchor', number, wrong: each }));
  for (const { ledger, signpost } of pointedTo) {
    const verdict = judged.get(signpost?.number ?? 0);
    if (signpost && (!verdict || 'wrong' in verdict)) continue;
    const said = verdict && 'anchor' in verdict ? verdict.anchor.heads[ledger] : undefined;
    if (!signpost || canonical(said) !== canonical(signpost.head))
      faults.push({ where: 'signpost', ledger, number: signpost?.head.sequence ?? 0, wrong: 'tampered' });
  }
  const sound = [...judged.values()].flatMap((verdict) => ('anchor' in verdict ? [verdict.anchor] : []));
  return { faults: faults.sort((a, b) => a.number - b.number), heads: headsIn(sound), signed: lastSignedIn(sound) };
}

/** Whether this is an anchor in its one form, signed with this key, in the place of its number. */
export function judge(number: number, text: string, key: Evidence['key']): Judged {
  const anchor = readAnchor(text);
  if (!anchor) return { wrong: 'tampered' };
  const signature = Buffer.from(anchor.signature.value, 'base64');
  // Base64 has spare bits at its end: only one way of writing a signature counts as untouched.
  const written = signature.toString('base64') === anchor.signature.value;
  if (!written || !verify('sha256', Buffer.from(signedText(anchor)), key.public, signature))
    return { wrong: anchor.signature.keyId === key.id ? 'tampered' : 'foreign' };
  return anchor.number === number ? { anchor } : { wrong: 'swapped' };
}

/** An anchor in its one form, whoever signed it; undefined when it is none. */
function readAnchor(text: string): Anchor | undefined {
  const anchor = Anchor.safeParse(json(text)).data;
  return anchor && canonical(anchor) === text ? anchor : undefined;
}

/** Which anchor a signpost names, and what it says of its ledger; undefined when it is no signpost. */
export function readSignpost(text: string): { number: number; head: Signpost['head'] } | undefined {
  const signpost = Signpost.safeParse(json(text)).data;
  const number = signpost && anchorNumber(signpost.anchor);
  if (!signpost || number === undefined || canonical(signpost) !== text) return undefined;
  return { number, head: signpost.head };
}

function headsIn(anchors: readonly Anchor[]): Map<string, Map<number, Set<string>>> {
  const heads = new Map<string, Map<number, Set<string>>>();
  for (const anchor of anchors) {
    for (const [ledger, { sequence, hash }] of Object.entries(anchor.heads)) {
      const signed = heads.get(ledger) ?? new Map<number, Set<string>>();
      signed.set(sequence, (signed.get(sequence) ?? new Set()).add(hash));
      heads.set(ledger, signed);
    }
  }
  return heads;
}

function lastSignedIn(anchors: readonly Anchor[]): Testimony['signed'] {
  const signed = new Map<string, { sequence: number; signedAt: string }>();
  for (const { heads, at: signedAt } of anchors)
    for (const [ledger, { sequence }] of Object.entries(heads))
      if (sequence > (signed.get(ledger)?.sequence ?? 0)) signed.set(ledger, { sequence, signedAt });
  return signed;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The SHA-256 of a text, as anchors name the one before. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
