import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { nameIn, namesOf, unionBy, whenNeeded } from '../../shared/when-needed.ts';

const made: string[] = [];
const shapes = {
  letter: () => {
    made.push('letter');
    return { pages: z.int() };
  },
  parcel: () => {
    made.push('parcel');
    return { grams: z.int() };
  },
};
const Item = unionBy('kind', shapes);

describe('a union told apart by a field', () => {
  test('makes a schema when one like it is first read, and once', () => {
    expect(made).toEqual([]);
    expect(Item.parse({ kind: 'letter', pages: 2 })).toEqual({ kind: 'letter', pages: 2 });
    expect(Item.parse({ kind: 'letter', pages: 3 })).toEqual({ kind: 'letter', pages: 3 });
    expect(made).toEqual(['letter']);
  });

  test.each([
    ['a kind there is not', { kind: 'card', pages: 2 }, ['kind']],
    ['a name that every object has', { kind: 'constructor', pages: 2 }, ['kind']],
    ['no kind', { pages: 2 }, ['kind']],
    ['what another kind has', { kind: 'letter', grams: 2 }, ['pages']],
    ['a wrong type', { kind: 'parcel', grams: 'two' }, ['grams']],
    ['a field too many', { kind: 'parcel', grams: 2, sender: 'Ana' }, []],
    ['nothing', undefined, ['kind']],
    ['a text', 'letter', ['kind']],
    ['a list', [{ kind: 'letter', pages: 2 }], ['kind']],
  ])('refuses %s, and says where', (_, value, path) => {
    expect(Item.safeParse(value).error?.issues[0]?.path).toEqual(path);
  });

  test('can be part of something larger, which says where in it', () => {
    const { error } = z.object({ items: z.array(Item) }).safeParse({ items: [{ kind: 'parcel', grams: 0.5 }] });
    expect(error?.issues.map(({ path }) => path)).toEqual([['items', 0, 'grams']]);
  });
});

test('what is needed is made once, even when it is nothing', () => {
  let times = 0;
  const nothing = whenNeeded(() => {
    times += 1;
  });
  nothing();
  nothing();
  expect(times).toBe(1);
});

test('the names of shapes are theirs alone', () => {
  expect(namesOf(shapes)).toEqual(['letter', 'parcel']);
  expect([nameIn({ kind: 'letter' }, 'kind'), nameIn({}, 'kind'), nameIn(null, 'kind')]).toEqual([
    'letter',
    'undefined',
    '',
  ]);
});
