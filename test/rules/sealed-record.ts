import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import fc from 'fast-check';
import type { Evidence, Row } from '../../functions/lib/evidence.ts';
import { Anchor, anchorName, signedText } from '../../shared/anchor.ts';
import { canonical, chained, emptyLedger, type LedgerEntry } from '../../shared/ledger.ts';
import type { Chance } from '../chance.ts';
import { events } from './world-events.ts';
import { idOf, ids, moments } from './worlds.ts';

/** A record that can be tampered with: what `Evidence` shows, open to change. */
export interface SealedRecord extends Evidence {
  readonly ledgers: Map<string, Map<number, Row>>;
  readonly anchors: Map<number, string>;
  readonly signposts: Map<string, string>;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A pair of keys as KMS keeps one. */
export const newKey = () => ({ id: 'the-key-of-the-hub', ...generateKeyPairSync('ec', { namedCurve: 'P-256' }) });
export type SigningKey = ReturnType<typeof newKey>;

/** An anchor as the hub writes it, signed with this key. */
export function anchorText(statement: Omit<Anchor, 'signature'>, { id: keyId, privateKey }: SigningKey): string {
  const signature = { algorithm: 'ECDSA_SHA_256' as const, keyId };
  const value = sign('sha256', Buffer.from(signedText({ ...statement, signature })), privateKey).toString('base64');
  return canonical({ ...statement, signature: { ...signature, value } });
}

const happening = fc.record({ event: events, at: moments, actorId: ids });

/** Ledgers that grew entry by entry, in any order, and were anchored now and then; here and there a tail is not signed yet. */
export async function sealedRecord(chance: Chance, key: SigningKey): Promise<SealedRecord> {
  const names = [11, 12, 13].map(idOf);
  const happened = fc.sample(happening, { numRuns: 9 + chance.below(9), seed: chance.below(2 ** 31) });
  const entries = new Map<string, LedgerEntry[]>(names.map((name) => [name, []]));
  const signed = new Map<string, number>();
  const anchors = new Map<number, string>();
  const signposts = new Map<string, string>();
  const anchor = () => {
    const moved = names.flatMap((name) => {
      const last = entries.get(name)?.at(-1);
      return last && signed.get(name) !== last.sequence ? [{ name, sequence: last.sequence, hash: last.hash }] : [];
    });
    if (moved.length === 0) return;
    const number = anchors.size + 1;
    const heads = Object.fromEntries(moved.map(({ name, sequence, hash }) => [name, { sequence, hash }]));
    const previous = number === 1 ? '' : sha256(anchors.get(number - 1) ?? '');
    const at = `2026-11-22T0${number % 10}:00:00.000Z`;
    anchors.set(number, anchorText({ version: 1, number, at, previous, heads }, key));
    for (const { name, sequence, hash } of moved) {
      signed.set(name, sequence);
      signposts.set(name, canonical({ version: 1, anchor: anchorName(number), head: { sequence, hash } }));
    }
  };
  for (const [index, { event, at, actorId }] of happened.entries()) {
    // The first ones go round, so that no ledger is empty.
    const queryId = names[index] ?? chance.pick(names);
    const ledger = entries.get(queryId) ?? [];
    const actor = { id: actorId, role: 'expert' as const };
    ledger.push(await chained(ledger.at(-1) ?? emptyLedger, event, { queryId, actor, at }));
    if (index >= 2 && chance.happens(0.2)) anchor();
  }
  if (anchors.size === 0 || chance.happens(0.7)) anchor();
  const rows = (list: LedgerEntry[]) => new Map<number, Row>(list.map((entry) => [entry.sequence, { ...entry }]));
  return {
    ledgers: new Map([...entries].map(([name, list]) => [name, rows(list)])),
    anchors,
    hidden: new Set(),
    signposts,
    only: undefined,
    key: { id: key.id, public: publicOf(key) },
  };
}

const publicOf = ({ publicKey }: { publicKey: KeyObject }) => publicKey;

/** A copy that can be tampered with while the record stays. */
export const copyOf = (record: SealedRecord): SealedRecord => ({
  ...record,
  ledgers: new Map([...record.ledgers].map(([name, rows]) => [name, new Map(rows)])),
  anchors: new Map(record.anchors),
  signposts: new Map(record.signposts),
});

/** The number of the last entry of a ledger that some anchor signs; 0 when none does. */
export function signedUpTo(record: SealedRecord, ledger: string): number {
  let last = 0;
  for (const text of record.anchors.values()) {
    const { heads } = Anchor.parse(JSON.parse(text));
    last = Math.max(last, heads[ledger]?.sequence ?? 0);
  }
  return last;
}

/** An entry with the hash that it would have had, had it been written so. */
export function rehashed({ hash: _, previousHash, ...entry }: Row, previous = previousHash): Row {
  return { ...entry, previousHash: previous, hash: sha256(`${String(previous)}\n${canonical(entry)}`) };
}
