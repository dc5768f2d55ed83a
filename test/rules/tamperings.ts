import type { Row } from '../../functions/lib/evidence.ts';
import { Anchor, anchorName, Signpost } from '../../shared/anchor.ts';
import { canonical } from '../../shared/ledger.ts';
import type { Chance } from '../chance.ts';
import { anchorText, newKey, rehashed, type SealedRecord, signedUpTo } from './sealed-record.ts';
import { idOf } from './worlds.ts';

/** Where a fault must be reported: at one of these numbers, and nothing may be reported elsewhere. */
export interface Traces {
  readonly where: 'entry' | 'anchor' | 'signpost';
  readonly ledger?: string;
  readonly from: number;
  readonly to: number;
}

/** Tampers with the record, and says where that must be found; undefined when this record gives no occasion. */
export type Tampering = (record: SealedRecord, chance: Chance) => Traces[] | undefined;

/** One ledger with its rows and how far it is signed; beyond that anybody who can write the table can write on. */
function someLedger(record: SealedRecord, chance: Chance) {
  const ledger = chance.pick([...record.ledgers.keys()]);
  const rows = record.ledgers.get(ledger) ?? new Map<number, Row>();
  return { ledger, rows, last: rows.size, signed: signedUpTo(record, ledger) };
}

const rowAt = (rows: ReadonlyMap<number, Row>, number: number): Row => rows.get(number) ?? {};
const at = (ledger: string, from: number, to = from): Traces[] => [{ where: 'entry', ledger, from, to }];
const anchorAt = (from: number, to = from): Traces[] => [{ where: 'anchor', from, to }];

function edited(row: Row, chance: Chance): Row {
  const field = chance.pick(['at', 'actor', 'code', 'details', 'added', 'taken']);
  if (field === 'actor') return { ...row, actor: { id: idOf(20 + chance.below(9)), role: 'auditor' } };
  if (field === 'added') return { ...row, note: 'nothing to see' };
  if (field === 'details') return { ...row, details: { personId: idOf(20 + chance.below(9)) } };
  if (field === 'taken') return Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'actor'));
  if (field === 'code') return { ...row, code: row.code === 'closed' ? 'reopened' : 'closed' };
  return { ...row, at: `2025-01-01T00:00:0${chance.below(10)}.000Z` };
}

/** Chains the rows from this number on anew, as somebody would who knows how. */
function chainOn(rows: Map<number, Row>, from: number): void {
  for (let number = from; number <= rows.size; number += 1)
    rows.set(number, rehashed(rowAt(rows, number), number === 1 ? '' : rowAt(rows, number - 1).hash));
}

/** What can be done to entries. */
export const entryTamperings: Readonly<Record<string, Tampering>> = {
  'an entry edited': (record, chance) => {
    const { ledger, rows, last } = someLedger(record, chance);
    const number = 1 + chance.below(last);
    rows.set(number, edited(rowAt(rows, number), chance));
    return at(ledger, number);
  },
  'a hash edited': (record, chance) => {
    const { ledger, rows, last } = someLedger(record, chance);
    const number = 1 + chance.below(last);
    const name = chance.pick(['hash', 'previousHash']);
    rows.set(number, { ...rowAt(rows, number), [name]: chance.pick(['', 'x', '0'.repeat(64)]) });
    // The first entry has no previous hash, so an empty one is no edit.
    return canonical(rowAt(rows, number).previousHash) === '""' && number === 1 && name === 'previousHash'
      ? undefined
      : at(ledger, number);
  },
  'an entry edited and hashed anew': (record, chance) => {
    const { ledger, rows, signed } = someLedger(record, chance);
    if (signed === 0) return undefined;
    const number = 1 + chance.below(signed);
    rows.set(number, rehashed(edited(rowAt(rows, number), chance)));
    return at(ledger, number);
  },
  'history rewritten from an entry on': (record, chance) => {
    const { ledger, rows, last, signed } = someLedger(record, chance);
    if (signed === 0) return undefined;
    const number = 1 + chance.below(signed);
    rows.set(number, edited(rowAt(rows, number), chance));
    chainOn(rows, number);
    return at(ledger, number, last);
  },
  'an entry deleted': (record, chance) => {
    const { ledger, rows, last, signed } = someLedger(record, chance);
    const number = 1 + chance.below(Math.max(signed, last - 1));
    rows.delete(number);
    return at(ledger, number);
  },
  'the end cut off': (record, chance) => {
    const { ledger, rows, last, signed } = someLedger(record, chance);
    if (signed === 0) return undefined;
    const number = 1 + chance.below(signed);
    for (let each = number; each <= last; each += 1) rows.delete(each);
    return at(ledger, number);
  },
  'a whole ledger deleted': (record, chance) => {
    const { ledger, signed } = someLedger(record, chance);
    if (signed === 0) return undefined;
    record.ledgers.delete(ledger);
    return at(ledger, 1);
  },
  'two entries swapped': (record, chance) => {
    const { ledger, rows, last } = someLedger(record, chance);
    if (last < 2) return undefined;
    const [one = 1, other = 2] = chance.some([...rows.keys()], 2);
    const [first, second] = [rowAt(rows, one), rowAt(rows, other)];
    rows.set(one, { ...second, sequence: one });
    rows.set(other, { ...first, sequence: other });
    return [...at(ledger, one), ...at(ledger, other)];
  },
  'an entry put between': (record, chance) => {
    const { ledger, rows, last, signed } = someLedger(record, chance);
    if (signed === 0) return undefined;
    const number = 1 + chance.below(signed);
    const later = [...rows].filter(([each]) => each >= number).sort(([a], [b]) => b - a);
    for (const [each, row] of later) rows.set(each + 1, { ...row, sequence: each + 1 });
    rows.set(number, rehashed(edited({ ...rowAt(rows, number + 1), sequence: number }, chance)));
    if (chance.happens(0.5)) chainOn(rows, number);
    return at(ledger, number, last + 1);
  },
  'an entry of another ledger': (record, chance) => {
    const { ledger, rows, last } = someLedger(record, chance);
    const other = chance.pick([...record.ledgers.keys()].filter((name) => name !== ledger));
    const theirs = record.ledgers.get(other) ?? new Map<number, Row>();
    const [number, source] = [1 + chance.below(last), 1 + chance.below(theirs.size)];
    const borrowed = rowAt(theirs, source);
    const mine = rowAt(rows, number);
    rows.set(number, { ...borrowed, queryId: ledger, sequence: number });
    if (chance.happens(0.5)) return at(ledger, number);
    theirs.set(source, { ...mine, queryId: other, sequence: source });
    return [...at(ledger, number), ...at(other, source)];
  },
};

/** A character of a text replaced by another. */
function scratched(text: string, chance: Chance): string {
  const place = chance.below(text.length);
  const others = 'abcdef0123456789xyzABC{}[]",: '.replace(text.charAt(place), '');
  return `${text.slice(0, place)}${chance.pick([...others])}${text.slice(place + 1)}`;
}

const anchorIn = ({ anchors }: SealedRecord, number: number): Anchor =>
  Anchor.parse(JSON.parse(anchors.get(number) ?? ''));
const signpostOf = ({ signposts }: SealedRecord, ledger: string): Signpost =>
  Signpost.parse(JSON.parse(signposts.get(ledger) ?? ''));

/** What can be done to anchors, and to the signposts that point to them. */
export const anchorTamperings: Readonly<Record<string, Tampering>> = {
  'an anchor scratched': ({ anchors }, chance) => {
    const number = 1 + chance.below(anchors.size);
    anchors.set(number, scratched(anchors.get(number) ?? '', chance));
    return anchorAt(number);
  },
  'an anchor edited in its form': (record, chance) => {
    const number = 1 + chance.below(record.anchors.size);
    const anchor = anchorIn(record, number);
    const changes: Partial<Anchor>[] = [
      { at: '2025-01-01T00:00:00.000Z' },
      { previous: '0'.repeat(64) },
      { heads: {} },
      { heads: { ...anchor.heads, [idOf(30)]: { sequence: 1, hash: '0'.repeat(64) } } },
      { signature: { ...anchor.signature, keyId: 'another' } },
    ];
    record.anchors.set(number, canonical({ ...anchor, ...chance.pick(changes) }));
    return anchorAt(number);
  },
  'an anchor deleted': ({ anchors }, chance) => {
    const number = 1 + chance.below(anchors.size);
    anchors.delete(number);
    return anchorAt(number);
  },
  'the last anchors cut off': ({ anchors }, chance) => {
    const number = 1 + chance.below(anchors.size);
    for (let each = number, last = anchors.size; each <= last; each += 1) anchors.delete(each);
    return anchorAt(number);
  },
  'two anchors swapped': ({ anchors }, chance) => {
    if (anchors.size < 2) return undefined;
    const [one = 1, other = 2] = chance.some([...anchors.keys()], 2);
    const [first = '', second = ''] = [anchors.get(one), anchors.get(other)];
    anchors.set(one, second);
    anchors.set(other, first);
    return [...anchorAt(one), ...anchorAt(other)];
  },
  'an anchor repeated in the place of another': ({ anchors }, chance) => {
    if (anchors.size < 2) return undefined;
    const [one = 1, other = 2] = chance.some([...anchors.keys()], 2);
    anchors.set(other, anchors.get(one) ?? '');
    return anchorAt(other);
  },
  'an anchor signed with another key': (record, chance) => {
    const number = 1 + chance.below(record.anchors.size + 1);
    const previous = number === 1 ? '' : '0'.repeat(64);
    const { heads } = anchorIn(record, Math.min(number, record.anchors.size));
    record.anchors.set(
      number,
      anchorText({ version: 1, number, at: '2026-11-22T12:00:00.000Z', previous, heads }, chance.pick(strangers)),
    );
    return anchorAt(number);
  },
  'a signature written another way': (record, chance) => {
    // The same statement with a second valid signature: only the next anchor knows which one it was.
    if (record.anchors.size < 2) return undefined;
    const number = 1 + chance.below(record.anchors.size - 1);
    const { signature, ...statement } = anchorIn(record, number);
    const value = mirrored(Buffer.from(signature.value, 'base64')).toString('base64');
    record.anchors.set(number, canonical({ ...statement, signature: { ...signature, value } }));
    return anchorAt(number);
  },
  'a signpost turned': (record, chance) => {
    const ledger = chance.pick([...record.signposts.keys()]);
    const signpost = signpostOf(record, ledger);
    const { sequence, hash } = signpost.head;
    const turned = chance.pick([
      { ...signpost, head: { sequence: sequence + 1, hash } },
      { ...signpost, head: { sequence, hash: '0'.repeat(64) } },
      { ...signpost, anchor: `anchors/${'x'.repeat(8)}.json` },
    ]);
    record.signposts.set(ledger, canonical(turned));
    return [{ where: 'signpost', ledger, from: 0, to: sequence + 1 }];
  },
  'a signpost to an anchor that never was': (record, chance) => {
    const ledger = chance.pick([...record.signposts.keys()]);
    const signpost = signpostOf(record, ledger);
    const next = record.anchors.size + 1;
    record.signposts.set(ledger, canonical({ ...signpost, anchor: anchorName(next) }));
    return anchorAt(next);
  },
};

const strangers = [newKey(), { ...newKey(), id: 'a-strange-key' }];

// The order of P-256: when (r, s) signs something, so does (r, order - s).
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

function mirrored(der: Buffer): Buffer {
  const rLength = der[3] ?? 0;
  const r = der.subarray(2, 4 + rLength);
  const s = BigInt(`0x${der.subarray(6 + rLength).toString('hex')}`);
  const hex = (order - s).toString(16);
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  const positive = (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
  const body = Buffer.concat([r, Buffer.from([0x02, positive.length]), positive]);
  return Buffer.concat([Buffer.from([0x30, body.length]), body]);
}
