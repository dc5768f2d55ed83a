import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Id } from '../../shared/fields.ts';
import { newId, newReference, readReference } from '../../shared/identifiers.ts';
import { prove } from './proof.ts';

const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

describe('references', () => {
  test('a reference reads back, also in lower case, without dashes, with O for 0 and I or L for 1', () => {
    prove(
      'reference-reads-back',
      fc.uint8Array({ minLength: 8, maxLength: 8 }),
      (bytes) => {
        const reference = newReference(() => bytes);
        const sloppy =
          reference.slice(0, -1).toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l') + reference.slice(-1);
        return readReference(reference) === reference && readReference(sloppy.replaceAll('-', ' ')) === reference;
      },
      2_000,
    );
  });

  test('a reference reads back however it was written down or copied, its prefix left out or not', () => {
    const dashes = [
      '',
      ' ',
      '-',
      '\u2010',
      '\u2011',
      '\u2013',
      '\u2014',
      '\u2212',
      '\u00a0',
      '\u200e-\u200e',
      '\u2067',
    ];
    const typed = fc.record({
      bytes: fc.uint8Array({ minLength: 8, maxLength: 8 }),
      dash: fc.constantFrom(...dashes),
      prefix: fc.constantFrom('CTI', 'cti', 'CTl', ''),
      zero: fc.constantFrom('0', 'O', 'o'),
      one: fc.constantFrom('1', 'I', 'i', 'L', 'l'),
    });
    prove(
      'reference-as-written',
      typed,
      ({ bytes, dash, prefix, zero, one }) => {
        const reference = newReference(() => bytes);
        const [, ...groups] = reference.replaceAll('0', zero).replaceAll('1', one).split('-');
        return readReference([prefix, ...groups].join(dash)) === reference;
      },
      2_000,
    );
  });

  test('one wrong symbol, or two neighbours swapped, is noticed', () => {
    prove(
      'reference-mistyped',
      fc.record({
        bytes: fc.uint8Array({ minLength: 8, maxLength: 8 }),
        at: fc.integer({ min: 0, max: 7 }),
        symbol: fc.constantFrom(...symbols),
      }),
      ({ bytes, at, symbol }) => {
        const compact = newReference(() => bytes)
          .replaceAll('-', '')
          .slice(3);
        const wrong = compact.slice(0, at) + symbol + compact.slice(at + 1);
        const swapped = compact.slice(0, at) + compact.charAt(at + 1) + compact.charAt(at) + compact.slice(at + 2);
        const caught = wrong === compact || readReference(wrong) === undefined;
        return caught && (at === 7 || swapped === compact || readReference(swapped) === undefined);
      },
      5_000,
    );
  });

  test('ids are opaque, of one form, and do not repeat', () => {
    const made = Array.from({ length: 1000 }, () => newId());
    expect(new Set(made).size).toBe(1000);
    for (const id of made) expect(Id.safeParse(id).success).toBe(true);
  });
});
