import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { isEnded, isSent } from '../../shared/query.ts';
import { proof } from '../rules/proof.ts';
import { past, rewritten } from './by-hand.ts';
import { steps } from './steps.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let people: ReturnType<typeof steps>;
beforeAll(async () => {
  world = await openWorld();
  people = steps(world);
});
afterAll(() => world.stop());

const moves = async (who: string, id: string, verb: string, input: object = {}) =>
  people.post(who, `/queries/${id}/${verb}`, input, await people.versionOf(id));

/** The rows of a query beside its own: keys, ciphertext, pointers. */
async function remains(id: string): Promise<Record<string, number>> {
  const count = async (table: string, found: (item: Record<string, unknown>) => boolean) =>
    (await world.everythingIn(table)).filter(found).length;
  return {
    keys: await count('Keys', ({ queryId }) => queryId === id),
    sealed: await count('Sealed', ({ queryId }) => queryId === id),
    pointers: await count(
      'Queries',
      (item) => String(item.id).endsWith(`#${id}`) && !String(item.id).startsWith('once#'),
    ),
  };
}

/** An answered query, thanked for and shared, whose two years and a month are over. */
async function overdue(): Promise<string> {
  const { id } = await people.answered('kossi', { topic: 'npm', language: 'fr' });
  await moves('kossi', id, 'thank');
  await rewritten(world, id, (query) => {
    if (!isSent(query) || !isEnded(query)) throw new Error('it has not ended');
    return { ...query, erasure: 'announced', eraseAt: past };
  });
  return id;
}

describe('a draft that is thrown away', () => {
  test('is gone from every list at once, for the asker and a colleague, and within the hour from everywhere', async () => {
    const { id } = await people.drafted('litia');
    const colleague = { ...world.personOf('litia'), id: '7'.repeat(26), email: 'sereana@justice.fj.example' };
    await world.add(colleague);
    await moves('litia', id, 'add-co-owner', { email: colleague.email });
    expect(JSON.stringify(await people.read('sereana', '/queries'))).toContain(id);
    await moves('litia', id, 'discard');
    for (const who of ['litia', 'sereana']) {
      await expect(people.read(who, `/queries/${id}/question`)).rejects.toThrow('404');
      expect(JSON.stringify(await people.read(who, '/queries'))).not.toContain(id);
      await expect(people.read(who, `/queries/${id}/edit`)).rejects.toThrow('404');
    }
    expect(await remains(id)).toEqual({ keys: 1, sealed: 1, pointers: 0 });
    await world.hub.tick('erase');
    expect(await remains(id)).toEqual({ keys: 0, sealed: 0, pointers: 0 });
    expect(await world.itemIn('Queries', { id })).toBeUndefined();
    // That there was one stays on record.
    const codes = await world.ledgerOf(id);
    // The colleague's mail may have been on its way, and was cancelled.
    expect(codes.filter((code) => code !== 'notice-cancelled')).toEqual(['drafted', 'co-owner-added', 'discarded']);
    await world.hub.tick('erase');
  });
});

describe('a query at the end of its time', () => {
  test('is opened by nobody any more, and its receipt stays', async () => {
    const id = await overdue();
    expect(await people.read('kossi', `/queries/${id}`)).toMatchObject({ status: 'closed' });
    await world.hub.tick('erase');
    expect(await remains(id)).toMatchObject({ keys: 0, sealed: 0 });
    for (const page of ['', '/access', '/check', '/question', '/background', '/contact'])
      await expect(people.read('kossi', `/queries/${id}${page}`)).rejects.toThrow('404');
    const { reference } = z
      .object({ reference: z.string() })
      .parse(await people.read('kossi', `/queries/${id}/receipt`));
    expect(reference).toMatch(/^CTI-/);
    expect(await people.read('kossi', '/queries')).toMatchObject({ all: [{ id, status: 'erased', reference }] });
    await expect(people.read('helen', `/queries/${id}/card`)).rejects.toThrow('404');
    expect((await world.ledgerOf(id)).at(-1)).toBe('erased');
    // Nothing of what it was about is kept with it.
    const item = await world.itemIn('Queries', { id });
    for (const field of ['topic', 'state', 'parts', 'grant', 'row', 'checkKey']) expect(item).not.toHaveProperty(field);
  });

  test('that is held, or not announced, or not due yet, stays as it is', async () => {
    const id = await overdue();
    for (const [erasure, eraseAt] of [
      ['held', past],
      ['planned', past],
      ['announced', '2099-01-01T00:00:00.000Z'],
    ] as const) {
      await rewritten(world, id, (query) => {
        if (!isSent(query) || !isEnded(query)) throw new Error('it has not ended');
        return { ...query, erasure, eraseAt };
      });
      await world.hub.tick('erase');
      expect((await remains(id)).keys).toBe(1);
    }
    expect(await people.read('kossi', `/queries/${id}`)).toMatchObject({ status: 'closed' });
  });

  test('ends erased wherever the eraser breaks off', async () => {
    const { check, report } = proof('erase-crash');
    const wrong: string[] = [];
    for (const operation of ['GetItem', 'TransactWriteItems', 'DeleteItem', 'Query', 'UpdateItem'])
      for (const after of [0, 1, 2]) {
        const { id } = await people.drafted('salim');
        await moves('salim', id, 'discard');
        let seen = 0;
        const lift = world.hub.faults.inject('dynamodb', operation, ({ role }) => {
          if (!role?.startsWith('erase')) return undefined;
          seen += 1;
          return seen === after + 1 ? { code: 'ValidationException', message: 'Broken off.' } : undefined;
        });
        await world.hub.tick('erase').catch(() => undefined);
        lift();
        await world.hub.tick('erase');
        const { keys, sealed } = await remains(id);
        const gone = (await world.itemIn('Queries', { id })) === undefined;
        if (!check(keys === 0 && sealed === 0 && gone)) wrong.push(`${operation} ${after}`);
      }
    report();
    expect(wrong).toEqual([]);
  });
});
