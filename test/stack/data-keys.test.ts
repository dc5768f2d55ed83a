import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { localOperator } from '../../cli/operator.ts';
import { contentStore } from '../../functions/lib/content-store.ts';
import { type DataKeys, dataKeys } from '../../functions/lib/data-keys.ts';
import { queryStore } from '../../functions/lib/query-store.ts';
import { operatorOf } from '../../local/operator.ts';
import type { Caller } from '../../shared/access.ts';
import type { Change } from '../../shared/change.ts';
import { steps } from './steps.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let id = '';
const used: Uint8Array[] = [];

beforeAll(async () => {
  world = await openWorld();
  id = (await steps(world).drafted('litia')).id;
});
afterAll(() => world.stop());
beforeEach(() => void used.splice(0));

const now = () => new Date().toISOString();
const litia = (): Caller => ({ kind: 'person', person: world.personOf('litia') });
const opening = { code: 'opened', details: { part: 'draft', through: 'right' } } as const;

/** The hub's own stores, whose keys are remembered to be looked at afterwards. */
function stores() {
  const { kms } = localOperator(operatorOf(world.hub));
  const [queries = '', ledger = '', notices = '', sealed = '', keys = '', directory = ''] = [
    ...['Queries', 'Ledger', 'Notices', 'Sealed', 'Keys', 'Directory'].map((table) => world.hub.tableName(table)),
  ];
  const query = queryStore(world.dynamo, { queries, ledger, notices });
  const real = dataKeys(world.dynamo, keys, operatorOf(world.hub).CONTENT_KEY_ID, kms);
  const remembering: DataKeys = {
    ...real,
    unwrap: async (...asked) => {
      const key = await real.unwrap(...asked);
      expect(key.some((byte) => byte !== 0)).toBe(true);
      used.push(key);
      return key;
    },
  };
  const tables = { sealed, ledger, queries, directory, keys };
  return { query, contents: contentStore(world.dynamo, tables, { queries: query, keys: remembering }) };
}

const zeroed = () => used.map((key) => key.every((byte) => byte === 0));

describe('a key in the clear is zeroed', () => {
  const read = async () => {
    const { query, contents } = stores();
    const loaded = await query.find(id, 'read', litia(), now());
    return contents.open(loaded, opening, { action: 'read', caller: litia(), now: now() });
  };

  test('after a reading', async () => {
    await read();
    expect(zeroed()).toEqual([true]);
  });

  test('after a reading of something that was altered', async () => {
    const row = (await world.everythingIn('Sealed')).find(({ queryId }) => queryId === id);
    const key = { queryId: id, part: String(row?.part) };
    await world.craft('Sealed', key, { fields: { title: 'a.b.c.d.e' } });
    await expect(read()).rejects.toThrow('a sealed field did not open');
    await world.craft('Sealed', key, { fields: row?.fields });
    expect(zeroed()).toEqual([true]);
  });

  test('after a change that is too late to keep what it meant to keep', async () => {
    const { query, contents } = stores();
    const loaded = await query.find(id, 'save', litia(), now());
    const content = { part: 'question', version: 2, fields: { body: 'x' }, keeps: { version: 99, fields: ['title'] } };
    const change = { query: loaded.query, event: { code: 'saved', details: {} }, notices: [], content } as unknown;
    await expect(contents.commit(loaded, change as Change, { caller: litia(), now: now() })).rejects.toThrow('stale');
    expect(zeroed()).toEqual([true]);
  });
});
