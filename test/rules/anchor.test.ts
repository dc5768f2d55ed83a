import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  anchorName,
  anchorNumber,
  daysFrom,
  headToSign,
  isCoverDue,
  lookFrom,
  signedText,
} from '../../shared/anchor.ts';
import { chained, emptyLedger, type LedgerEntry } from '../../shared/ledger.ts';
import { verifyFiles } from '../verifiers.ts';
import { idOf } from './worlds.ts';

const subject = idOf(1);
const now = '2026-11-22T00:04:00.000Z';

async function entries(count: number, queryId = subject): Promise<LedgerEntry[]> {
  const list: LedgerEntry[] = [];
  for (let number = 1; number <= count; number += 1) {
    const head = list.at(-1) ?? emptyLedger;
    const actor = { id: idOf(2), role: 'official' as const };
    list.push(await chained(head, { code: 'saved', details: { step: 'question' } }, { queryId, actor, at: now }));
  }
  return list;
}

describe('where to look for what moved', () => {
  test('goes back far enough for an entry that was dated before it was written, over midnight too', () => {
    expect(lookFrom('2026-11-22T00:04:00.000Z', now)).toBe('2026-11-21T23:54:00.000Z');
    expect(daysFrom(lookFrom('2026-11-22T00:04:00.000Z', now), '2026-11-22T00:09:00.000Z')).toEqual([
      '2026-11-21',
      '2026-11-22',
    ]);
  });

  test('leaves out no day after days without a run', () => {
    expect(daysFrom(lookFrom('2026-02-27T12:00:00.000Z', now), '2026-03-02T00:00:00.000Z')).toEqual([
      '2026-02-27',
      '2026-02-28',
      '2026-03-01',
      '2026-03-02',
    ]);
  });

  test('begins with the hub, and is put on record once a day when nothing moves', () => {
    expect(daysFrom(lookFrom(undefined, now), now)[0]).toBe('2026-01-01');
    expect(isCoverDue(undefined, now)).toBe(true);
    expect(isCoverDue('2026-11-21T00:05:00.000Z', now)).toBe(false);
    expect(isCoverDue('2026-11-21T00:03:00.000Z', now)).toBe(true);
  });

  test('leaves nothing out when what is on record lies ahead, and puts that right at once', () => {
    expect(lookFrom('2099-01-01T00:00:00.000Z', now)).toBe('2026-11-21T23:54:00.000Z');
    expect(isCoverDue('2099-01-01T00:00:00.000Z', now)).toBe(true);
  });
});

describe('what is signed of a ledger', () => {
  test('is its last entry, unless that is signed already', async () => {
    const list = await entries(3);
    const [, second, third] = list;
    const head = { sequence: 3, hash: third?.hash };
    expect(await headToSign(subject, list, undefined)).toEqual(head);
    expect(await headToSign(subject, list, { sequence: 2, hash: second?.hash ?? '' })).toEqual(head);
    expect(await headToSign(subject, list, { sequence: 3, hash: third?.hash ?? '' })).toBeUndefined();
    expect(await headToSign(subject, [], undefined)).toBeUndefined();
  });

  test('is nothing when its chain does not hold, or no longer holds what was signed', async () => {
    const list = await entries(3);
    const [first, second, third] = list;
    const other = await entries(3, idOf(9));
    const signed = { sequence: 3, hash: third?.hash ?? '' };
    for (const rows of [
      [first, third],
      [first, { ...second, at: '2026-11-23T00:00:00.000Z' }, third],
      [first, { ...second, code: 'never heard of' }, third],
      other,
    ])
      expect(await headToSign(subject, rows, undefined)).toBe('broken');
    expect(await headToSign(subject, [first, second], signed)).toBe('broken');
    expect(await headToSign(subject, [], signed)).toBe('broken');
    expect(await headToSign(subject, list, { sequence: 2, hash: '0'.repeat(64) })).toBe('broken');
  });
});

describe('an anchor', () => {
  test('has a name with its number, and no other name has one', () => {
    expect(anchorName(42)).toBe('anchors/00000042.json');
    expect(anchorNumber(anchorName(42))).toBe(42);
    for (const name of ['anchors/42.json', 'anchors/00000000.json', 'heads/00000042.json', 'anchors/x.json', ''])
      expect(anchorNumber(name)).toBeUndefined();
  });

  test('is signed in its one form, key and algorithm included, the value alone left out', () => {
    const signature = { keyId: 'k', algorithm: 'ECDSA_SHA_256' as const, value: 'AAAA' };
    const heads = { [subject]: { sequence: 1, hash: '0'.repeat(64) } };
    expect(signedText({ version: 1, previous: '', number: 1, heads, at: now, signature })).toBe(
      `{"at":"${now}","heads":{"${subject}":{"hash":"${'0'.repeat(64)}","sequence":1}},"number":1,"previous":"","signature":{"algorithm":"ECDSA_SHA_256","keyId":"k"},"version":1}`,
    );
  });
});

describe('the example in docs/verify-the-ledger.md', () => {
  const page = readFileSync(new URL('../../docs/verify-the-ledger.md', import.meta.url), 'utf8');
  const blocks = [...page.matchAll(/^```text (\S+)\n([\s\S]*?)```$/gm)];
  // The documents are whole files without a line feed; the page cannot show that.
  const files = new Map(
    blocks.map(([, path = '', text = '']) => [path, path.endsWith('.json') ? text.trimEnd() : text]),
  );

  test('is whole', () => {
    expect([...files.keys()].map((path) => path.split('/')[0])).toEqual([
      'public-key.pem',
      'ledgers',
      'anchors',
      'heads',
    ]);
    expect(verifyFiles(files)).toEqual([]);
  });

  test('is no longer whole when any one character is another', () => {
    for (const [path, text] of files) {
      if (path === 'public-key.pem') continue;
      for (let place = 0; place < text.length; place += 1) {
        const other = text.charAt(place) === '0' ? '1' : '0';
        const changed = `${text.slice(0, place)}${other}${text.slice(place + 1)}`;
        expect(verifyFiles(new Map(files).set(path, changed)), `${path} at ${place}`).not.toEqual([]);
      }
    }
  });
});
