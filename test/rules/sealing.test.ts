import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SealBroken, seal, unseal } from '../../functions/lib/sealing.ts';
import { proveAsync } from './proof.ts';
import { idOf } from './worlds.ts';

const keys = fc.uint8Array({ minLength: 32, maxLength: 32 });
const places = fc.record({
  queryId: fc.integer({ min: 0, max: 3 }).map(idOf),
  part: fc.constantFrom('question', 'advice'),
  version: fc.integer({ min: 1, max: 3 }),
});
const texts = fc.string({ unit: 'grapheme', maxLength: 200 });

async function refuses(opening: Promise<unknown>): Promise<boolean> {
  return opening.then(
    () => false,
    (error: unknown) => error instanceof SealBroken,
  );
}

describe('sealing', () => {
  test('what was sealed opens as it was, in any script', async () => {
    await proveAsync(
      'sealing-opens',
      fc.record({ key: keys, at: places, title: texts, body: texts }),
      async ({ key, at, title, body }) => {
        const opened = await unseal(key, at, await seal(key, at, { title, body }));
        return opened.title === title && opened.body === body;
      },
      1_000,
    );
  });

  test('a sealed field that is flipped, cut, swapped or moved to another field, query, part or version does not open', async () => {
    await proveAsync(
      'sealing',
      fc
        .record({
          key: keys,
          otherKey: keys,
          at: places,
          elsewhere: places,
          kind: fc.constantFrom('flip', 'cut', 'swap', 'move', 'key' as const),
          place: fc.nat(),
        })
        .filter(({ at, elsewhere }) => JSON.stringify(at) !== JSON.stringify(elsewhere))
        .filter(({ key, otherKey }) => Buffer.compare(key, otherKey) !== 0),
      async ({ key, otherKey, at, elsewhere, kind, place }) => {
        const { title = '', body = '' } = await seal(key, at, { title: 'T', body: 'a body of some length' });
        const where = place % body.length;
        if (kind === 'flip') {
          const flipped = body.slice(0, where) + (body[where] === 'A' ? 'B' : 'A') + body.slice(where + 1);
          return refuses(unseal(key, at, { body: flipped }));
        }
        if (kind === 'cut') return refuses(unseal(key, at, { body: body.slice(0, where) }));
        if (kind === 'swap') return refuses(unseal(key, at, { title: body, body: title }));
        if (kind === 'key') return refuses(unseal(otherKey, at, { body }));
        return refuses(unseal(key, elsewhere, { body }));
      },
      10_000,
    );
  });

  test('a header that says more than was asked is refused too', async () => {
    const key = new Uint8Array(32);
    const at = { queryId: idOf(1), part: 'question', version: 1 };
    const { body = '' } = await seal(key, { ...at, extra: 1 } as typeof at, { body: 'x' });
    expect(await refuses(unseal(key, at, { body }))).toBe(true);
  });
});
