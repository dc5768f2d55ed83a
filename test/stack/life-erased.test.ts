import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../shared/identifiers.ts';
import type { Browser } from './browser.ts';
import { steps } from './steps.ts';
import { passUntil } from './time-passes.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let people: ReturnType<typeof steps>;
let litia: Browser;
let semi: Browser;
beforeAll(async () => {
  world = await openWorld();
  people = steps(world);
  [litia, semi] = [await world.browserOf('litia'), await world.browserOf('semi')];
});
afterAll(() => world.stop());

const item = (id: string) => world.itemIn('Queries', { id });
const key = (id: string) => world.itemIn('Keys', { queryId: id });
const does = async (name: string, id: string, verb: string, input: object = {}) =>
  people.post(name, `/queries/${id}/${verb}`, input, await people.versionOf(id));
const days = (count: number, from: string) => new Date(Date.parse(from) + count * 86_400_000).toISOString();

async function sealedOf(id: string): Promise<number> {
  const { Count = 0 } = await world.dynamo.send(
    new QueryCommand({
      TableName: world.hub.tableName('Sealed'),
      KeyConditionExpression: 'queryId = :id',
      ExpressionAttributeValues: { ':id': id },
    }),
  );
  return Count;
}

async function watch(): Promise<void> {
  await world.hub.tick('watch');
  await world.hub.drain();
}
const erase = () => world.hub.tick('erase');
const told = async (id: string, kind: string): Promise<string[]> =>
  (await world.noticesOf(id))
    .filter((notice) => notice.kind === kind)
    .map(({ recipientId }) => world.nameOf(recipientId))
    .sort();

/** Every row that says anything of a query, but for its ledger, its notices, and the records of requests. */
const rowsAbout = async (id: string): Promise<string[]> =>
  (await world.everythingIn('Queries'))
    .filter((row) => !String(row.id).startsWith('once#') && JSON.stringify(row).includes(id))
    .map((row) => String(row.id));

describe('a draft', () => {
  test('that is thrown away is off the list at once, and gone with the next run: key, text and row', async () => {
    const { id, version } = await people.drafted('litia');
    await people.post('litia', `/queries/${id}/add-co-owner`, { email: world.emailOf('semi') }, version);
    expect((await semi.open('/queries')).html).toContain(id);
    await litia.open(`/queries/${id}/edit`);
    expect(litia.shown.html).toContain('it is deleted on');
    await litia.submit(`/queries/${id}/discard`);
    expect(litia.shown.path).toBe('/queries');
    for (const browser of [litia, semi]) {
      expect((await browser.open('/queries')).html).not.toContain(id);
      for (const page of ['', '/edit', '/question', '/background', '/contact', '/check', '/access', '/receipt'])
        expect([page, (await browser.open(`/queries/${id}${page}`)).status]).toEqual([page, 404]);
    }
    await erase();
    expect([await item(id), await key(id), await sealedOf(id), await rowsAbout(id)]).toEqual([
      undefined,
      undefined,
      0,
      [],
    ]);
    // Whoever was to be told of it meanwhile is not, and that is on record too.
    expect(await world.ledgerOf(id)).toContain('discarded');
  });

  test('that nobody saves for thirty days is thrown away too; one that is saved is kept', async () => {
    const left = (await people.drafted('litia')).id;
    const kept = (await people.drafted('litia')).id;
    for (const id of [left, kept]) await passUntil(world, id, ({ updatedAt }) => days(29, updatedAt));
    await watch();
    expect(await item(left)).toMatchObject({ status: 'draft' });
    await litia.open(`/queries/${kept}/contact`);
    await litia.submit(`/queries/${kept}/save-contact`);
    for (const id of [left, kept])
      await passUntil(world, id, ({ updatedAt }) => (id === left ? days(30, updatedAt) : days(2, updatedAt)));
    await watch();
    await erase();
    expect([await item(left), await key(left), await sealedOf(left)]).toEqual([undefined, undefined, 0]);
    expect(await world.ledgerOf(left)).toContain('discarded');
    expect(await item(kept)).toMatchObject({ status: 'draft' });
    expect(await sealedOf(kept)).toBe(1);
  });
});

describe('two years after its end', () => {
  let id = '';
  beforeAll(async () => {
    const { id: begun, version } = await people.drafted('litia', { topic: 'legislation' });
    id = begun;
    await people.post('litia', `/queries/${id}/add-co-owner`, { email: world.emailOf('semi') }, version);
    await does('litia', id, 'send');
    await world.hub.drain();
    const expert = await people.holderOf(id);
    await does(expert, id, 'accept', { noConflict: 'yes' });
    await people.advised(id, expert);
    await does('litia', id, 'thank');
  });

  test('erasure is announced a month ahead, once, to everybody on the asker’s side', async () => {
    await passUntil(world, id, ({ eraseAt }) => days(-31, eraseAt));
    await watch();
    expect(await told(id, 'erasure-ahead')).toEqual([]);
    await passUntil(world, id, ({ eraseAt }) => days(-30, eraseAt));
    await watch();
    await watch();
    expect(await told(id, 'erasure-ahead')).toEqual(['litia', 'semi']);
    await erase();
    expect((await litia.open(`/queries/${id}`)).status).toBe(200);
    expect(litia.shown.html).toContain('Everything written will be erased after');
  });

  test('the desk can hold it; released, it is announced anew', async () => {
    await does('helen', id, 'hold-erasure', { holdReason: 'inquiry' });
    await passUntil(world, id, ({ eraseAt }) => days(100, eraseAt));
    await watch();
    await erase();
    expect(await item(id)).toMatchObject({ status: 'closed', erasure: 'held' });
    expect((await litia.open(`/queries/${id}`)).html).not.toContain('will be erased after');
    await does('helen', id, 'release-erasure');
    await watch();
    expect(await told(id, 'erasure-ahead')).toEqual(['litia', 'litia', 'semi', 'semi']);
    await erase();
    // A month's notice is a month's notice.
    expect(await item(id)).toMatchObject({ status: 'closed', erasure: 'announced' });
  });

  test('a run that breaks off between its steps is finished by the next', async () => {
    await passUntil(world, id, ({ eraseAt }) => eraseAt);
    const sealed = await sealedOf(id);
    expect(sealed).toBeGreaterThan(1);
    let left = 1;
    const lift = world.hub.faults.inject('dynamodb', 'DeleteItem', ({ body }) =>
      body.includes('"part"') && left-- <= 0 ? { code: 'ValidationException', message: 'Broken off.' } : undefined,
    );
    await expect(erase()).rejects.toThrow('not everything that was to be erased could be');
    lift();
    // The key went with the word that it is erased: what is left of the text nobody can open.
    expect(await item(id)).toMatchObject({ status: 'erased' });
    expect(await key(id)).toBeUndefined();
    expect(await sealedOf(id)).toBe(sealed - 1);
    await erase();
    expect(await sealedOf(id)).toBe(0);
    expect(await item(id)).not.toHaveProperty('checkKey');
    expect((await world.ledgerOf(id)).filter((code) => code === 'erased')).toHaveLength(1);
    const before = world.hub.calls().length;
    await erase();
    const after = world.hub
      .calls()
      .slice(before)
      .filter(({ role }) => role?.startsWith('erase'));
    expect(after.map(({ operation }) => operation)).toEqual(['Query']);
  });

  test('what stays is the receipt, for those who asked; all else is as if it had never been', async () => {
    for (const browser of [litia, semi]) {
      await browser.open('/queries');
      expect(browser.shown.html).toContain('Erased; the receipt is available.');
      await browser.open(`/queries/${id}/receipt`);
      expect(browser.shown.status).toBe(200);
      expect(browser.shown.html).toContain('Everything written was erased on');
      expect(browser.shown.html).not.toContain(`href="/queries/${id}"`);
    }
    const nothing = newId();
    const same = (html: string, one: string) =>
      html.replaceAll(one, '<id>').replace(/<code>[0-9a-f]{8}<\/code>/, '<code>its own</code>');
    for (const page of ['', '/access', '/edit', '/question', '/background', '/contact', '/check'])
      for (const browser of [litia, semi]) {
        const there = await browser.open(`/queries/${id}${page}`);
        const nowhere = await browser.open(`/queries/${nothing}${page}`);
        expect([page, there.status]).toEqual([page, 404]);
        expect(same(there.html, id)).toBe(same(nowhere.html, nothing));
      }
    for (const name of ['helen', 'ingrid', 'mutinta', 'niamh'])
      for (const page of ['', '/card', '/receipt', '/access'])
        await expect(people.read(name, `/queries/${id}${page}`)).rejects.toThrow('404');
    // Nothing of State, topic, expert or institution kind is kept but what names the receipt's holders.
    expect(Object.keys((await item(id)) ?? {}).sort()).toEqual(
      [
        ...[
          'askerId',
          'askerKey',
          'askerSort',
          'coOwners',
          'createdAt',
          'erasedAt',
          'id',
          'institutionId',
          'institutionKey',
          'reference',
          'status',
        ],
        ...['sortAt', 'submittedAt', 'updatedAt', 'version'],
      ].sort(),
    );
  });
});
