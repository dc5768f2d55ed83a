import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Item, itemBytes, type Value } from '../../bench/item-size.ts';
import { roundTrips } from '../../bench/round-trips.ts';
import { entryOf, readUnits, totalOf, writeUnits } from '../../bench/units.ts';
import { type TableShape, tableShapes } from '../../infra/tables.ts';
import { prove } from './proof.ts';

const kilobytes = (count: number) => count * 1024;
/** An item of exactly so many bytes. */
const weighing = (bytes: number): Item => ({ id: { S: 'x'.repeat(bytes - 2) } });
const plain: TableShape = { partition: { name: 'id', type: 'S' } };

describe('the size of an item, as AWS’s developer guide counts it', () => {
  test.each<[what: string, item: Item, bytes: number]>([
    ['its example: a shirt’s colour and size', { 'shirt-color': { S: 'R' }, 'shirt-size': { S: 'M' } }, 23],
    ['text, in UTF-8', { a: { S: 'naïve' } }, 1 + 6],
    ['a name, in UTF-8', { é: { S: '' } }, 2],
    ['a number, by its significant digits', { a: { N: '123' } }, 1 + 3],
    ['a number whose noughts are no digits', { a: { N: '00120000' } }, 1 + 2],
    ['nought', { a: { N: '0' } }, 1 + 1],
    ['a number below nought', { a: { N: '-27' } }, 1 + 3],
    ['a number with a point', { a: { N: '3.14' } }, 1 + 3],
    ['binary, before it is base64', { a: { B: 'AAEC' } }, 1 + 3],
    ['binary with padding', { a: { B: 'AA==' } }, 1 + 1],
    ['true and nothing', { a: { BOOL: true }, b: { NULL: true } }, 4],
    ['an empty list, an empty map', { a: { L: [] }, b: { M: {} } }, 8],
    ['a list of two', { a: { L: [{ S: 'xy' }, { BOOL: false }] } }, 1 + 3 + 3 + 2],
    ['a map of one', { a: { M: { b: { S: 'xy' } } } }, 1 + 3 + 4],
    ['a set', { a: { SS: ['xy', 'z'] } }, 1 + 3],
  ])('%s', (_, item, bytes) => expect(itemBytes(item)).toBe(bytes));
});

describe('units, as AWS’s developer guide counts them', () => {
  test.each<[bytes: number, how: Parameters<typeof readUnits>[1], units: number]>([
    [kilobytes(8), 'consistent', 2],
    [kilobytes(8), 'eventual', 1],
    [kilobytes(8), 'transaction', 4],
    [kilobytes(3.5), 'consistent', 1],
    [kilobytes(10), 'consistent', 3],
    // A query whose items weigh 40.8 KB together.
    [kilobytes(40.8), 'consistent', 11],
    // What is not there.
    [0, 'consistent', 1],
    [0, 'eventual', 0.5],
  ])('reading %d bytes, %s: %d', (bytes, how, units) => expect(readUnits(bytes, how)).toBe(units));

  test.each<[before: number, after: number, inTransaction: boolean, units: number]>([
    [0, 500, false, 1],
    [0, kilobytes(1.5), false, 2],
    [0, kilobytes(2), true, 4],
    // The larger of what was and what is.
    [kilobytes(3), 500, false, 3],
    [500, kilobytes(3), false, 3],
    [kilobytes(3), 0, false, 3],
    // A delete of what is not there.
    [0, 0, false, 1],
  ])('writing %d bytes over %d, in a transaction: %s: %d', (before, after, inTransaction, units) => {
    const written = { before: before ? weighing(before) : undefined, after: after ? weighing(after) : undefined };
    expect(writeUnits(written, plain, inTransaction)).toEqual({ table: units, indexes: {} });
  });
});

const indexed: TableShape = {
  partition: { name: 'id', type: 'S' },
  indexes: { whole: { partition: { name: 'key', type: 'S' }, sort: { name: 'at', type: 'S' } } },
};
const listed = (key: string | undefined, bytes = 100): Item => ({
  ...{ id: { S: '1' }, at: { S: '2' }, text: { S: 'x'.repeat(bytes) } },
  ...(key ? { key: { S: key } } : {}),
});

describe('an index', () => {
  test.each<[what: string, before: Item | undefined, after: Item | undefined, units: number]>([
    ['an item that comes into it', undefined, listed('a'), 1],
    ['an item that is given the key', listed(undefined), listed('a'), 1],
    ['an item that stays outside', listed(undefined), listed(undefined, 5), 0],
    ['an item that stays as it was', listed('a'), listed('a'), 0],
    ['an attribute of its entry', listed('a'), listed('a', 200), 1],
    ['a heavy attribute of its entry', listed('a', 3000), listed('a', 10), 3],
    ['another key: taken out, and put in elsewhere', listed('a', 3000), listed('b', 10), 4],
    ['an item that leaves it', listed('a'), listed(undefined), 1],
    ['an item that is deleted', listed('a'), undefined, 1],
  ])('%s', (_, before, after, units) => {
    const alone = writeUnits({ before, after }, indexed);
    expect(alone.indexes).toEqual(units > 0 ? { whole: units } : {});
    // It is brought up to date after the transaction, once.
    expect(writeUnits({ before, after }, indexed, true).indexes).toEqual(alone.indexes);
  });
});

const values: fc.Arbitrary<Value> = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }).map((S) => ({ S })),
  fc.integer().map((number) => ({ N: String(number) })),
  fc.boolean().map((BOOL) => ({ BOOL })),
  fc.array(fc.string({ maxLength: 5 }).map((S) => ({ S }))).map((L) => ({ L })),
  fc
    .dictionary(
      fc.string({ maxLength: 5 }),
      fc.string({ maxLength: 5 }).map((S) => ({ S })),
    )
    .map((M) => ({ M })),
);
const shape = tableShapes.Queries;
const names = [
  'id',
  'askerKey',
  'askerSort',
  'sortAt',
  'deskKey',
  'viewKey',
  'dueAt',
  'row',
  'checkKey',
  'nextCheckAt',
  'other',
];
const items: fc.Arbitrary<Item> = fc.dictionary(fc.constantFrom(...names), values);
const maybe = fc.option(items, { nil: undefined });

test('whatever is written: what stays costs no index anything, and parts never weigh more than the whole', () => {
  prove(
    'units',
    fc.record({ before: maybe, after: maybe, name: fc.string({ minLength: 1 }), value: values }),
    ({ before, after, name, value }) => {
      const units = writeUnits({ before, after }, shape);
      const doubled = writeUnits({ before, after }, shape, true);
      const forth = writeUnits({ before: after, after: before }, shape);
      const grown = { ...after, [`more ${name}`]: value };
      const entries = Object.values(shape.indexes).map((index) => entryOf(after, index, shape));
      return [
        totalOf(writeUnits({ before: after, after }, shape)) === writeUnits({ before: after, after }, shape).table,
        doubled.table === 2 * units.table && totalOf(doubled) === totalOf(units) + units.table,
        totalOf(forth) === totalOf(units),
        itemBytes(grown) === itemBytes(after ?? {}) + itemBytes({ [`more ${name}`]: value }),
        entries.every((entry) => itemBytes(entry ?? {}) <= itemBytes(after ?? {})),
        readUnits(itemBytes(grown), 'consistent') >= readUnits(itemBytes(after ?? {}), 'consistent'),
      ].every(Boolean);
    },
    3_000,
  );
});

const span = (began: number, ended: number) => ({ began, ended });

test.each<[what: string, spans: Parameters<typeof roundTrips>[0], trips: number]>([
  ['nothing', [], 0],
  ['one after the other', [span(0, 1), span(1, 2), span(3, 4)], 3],
  ['side by side', [span(0, 5), span(1, 4), span(2, 9)], 1],
  ['two side by side, then one', [span(0, 5), span(1, 6), span(7, 8)], 2],
  ['one that lasts beside two in a row', [span(0, 9), span(1, 3), span(4, 6)], 2],
])('round trips: %s', (_, spans, trips) => expect(roundTrips(spans)).toBe(trips));
