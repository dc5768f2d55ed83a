import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { steps } from './steps.ts';
import { openWorld, type World } from './world.ts';

type RecordedCall = ReturnType<World['hub']['calls']>[number];

let world: World;
let people: ReturnType<typeof steps>;
const tableNames = new Map<string, string>();
let id = '';

beforeAll(async () => {
  world = await openWorld();
  people = steps(world);
  for (const table of ['Queries', 'Sealed', 'Keys', 'Ledger', 'Directory', 'Notices', 'Reports'])
    tableNames.set(world.hub.tableName(table), table);
  for (const name of ['litia', 'ingrid', 'helen']) await world.credentialsOf(name);
});
afterAll(() => world.stop());

/** A call as the table below writes it: who called what, on which tables. */
function written({ role, service, operation, tables = [] }: RecordedCall): string {
  // A token is shown to Cognito by whoever holds it, unsigned.
  const caller = role === undefined ? 'unsigned' : (/^[a-z]+/.exec(role)?.[0] ?? '');
  const on = tables.map((table) => tableNames.get(table) ?? table).sort();
  return [caller, service === 'dynamodb' ? operation : `${service} ${operation}`, ...on].join(' ');
}

/** The calls of the hub's own functions, without those of the test. */
const ownCalls = () => world.hub.calls().filter(({ role }) => !role?.startsWith('ROOT'));

/** Everything that the functions call because of this, streams included. */
async function callsOf(act: () => Promise<unknown>): Promise<RecordedCall[]> {
  await world.hub.drain();
  const before = ownCalls().length;
  await act();
  await world.hub.drain();
  return ownCalls().slice(before);
}

/** Each call with how often it was made. */
function counted(calls: readonly RecordedCall[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const call of calls.map(written).sort()) counts[call] = (counts[call] ?? 0) + 1;
  return counts;
}

const token = { 'unsigned cognito-idp GetUser': 1 };
const reading = {
  ...token,
  'vault GetItem Directory': 1,
  'vault GetItem Queries': 1,
  'vault Query Ledger': 1,
  'vault PutItem Ledger': 1,
  // Whether the right still stands, with the key, once the reading is on record.
  'vault BatchGetItem Directory Keys Queries': 1,
  'vault Query Sealed': 1,
  'vault kms Decrypt': 1,
};
const mail = {
  'notify UpdateItem Notices': 2,
  'notify GetItem Directory': 1,
  'notify GetItem Queries': 1,
  'notify ses SendEmail': 1,
};

type Priced = [what: string, act: () => Promise<unknown>, calls: Record<string, number>];

/** What each operation of an API client costs, in this order, in calls to AWS: with all that follows from it. */
const prices: readonly Priced[] = [
  [
    'begin a draft',
    async () => {
      id = (await people.drafted('litia')).id;
    },
    {
      ...token,
      // The person, and their institution.
      'vault GetItem Directory': 2,
      'vault kms GenerateDataKey': 1,
      'vault TransactWriteItems Keys Ledger Queries Sealed': 1,
    },
  ],
  ['check it', () => people.read('litia', `/queries/${id}/check`), reading],
  [
    'send it, offer and two mails included',
    () => people.post('litia', `/queries/${id}/send`, {}, 1),
    {
      ...token,
      // The person, and their institution, which must stand the same when the question is written.
      'vault GetItem Directory': 2,
      'vault GetItem Queries': 1,
      'vault Query Ledger': 1,
      'vault TransactWriteItems Directory Ledger Notices Queries': 1,
      'offer GetItem Queries': 1,
      'offer Query Ledger': 1,
      'offer Query Directory': 1,
      'offer BatchGetItem Queries': 1,
      'offer TransactWriteItems Ledger Notices Queries': 1,
      ...Object.fromEntries(Object.entries(mail).map(([call, count]) => [call, 2 * count])),
    },
  ],
  [
    'list one’s queries',
    () => people.read('litia', '/queries'),
    { ...token, 'desk GetItem Directory': 1, 'desk Query Queries': 1, 'desk BatchGetItem Queries': 1 },
  ],
  [
    'list what one is offered',
    () => people.read('ingrid', '/queue'),
    { ...token, 'desk GetItem Directory': 1, 'desk Query Queries': 1, 'desk BatchGetItem Queries': 1 },
  ],
  [
    'look at an offer',
    () => people.read('ingrid', `/queries/${id}/offer`),
    { ...token, 'desk GetItem Directory': 1, 'desk GetItem Queries': 1, 'desk Query Ledger': 1 },
  ],
  [
    'accept it',
    () => people.post('ingrid', `/queries/${id}/accept`, { noConflict: 'yes' }, 3),
    {
      ...token,
      'desk GetItem Directory': 1,
      'desk GetItem Queries': 1,
      'desk Query Ledger': 1,
      'desk TransactWriteItems Ledger Queries': 1,
    },
  ],
  ['read', () => people.read('ingrid', `/queries/${id}`), reading],
  [
    'answer, mail included',
    () => people.post('ingrid', `/queries/${id}/answer`, { body: 'Advice' }, 4),
    {
      ...token,
      'vault GetItem Directory': 1,
      'vault GetItem Queries': 1,
      'vault Query Ledger': 1,
      'vault GetItem Keys': 1,
      'vault kms Decrypt': 1,
      'vault TransactWriteItems Ledger Notices Queries Sealed': 1,
      ...mail,
    },
  ],
  ['read the answer', () => people.read('litia', `/queries/${id}`), reading],
  [
    'see the board',
    () => people.read('helen', '/board'),
    { ...token, 'desk GetItem Directory': 1, 'desk Query Directory': 1, 'desk Query Queries': 1 },
  ],
  [
    'see one query’s card',
    () => people.read('helen', `/queries/${id}/card`),
    {
      ...token,
      // The person, the asker, and the asker's institution.
      'desk GetItem Directory': 3,
      'desk Query Directory': 1,
      'desk GetItem Queries': 1,
      // The other queries of the institution.
      'desk Query Queries': 1,
      // These, and what the experts carry.
      'desk BatchGetItem Queries': 2,
      // Its head, and all of it.
      'desk Query Ledger': 2,
    },
  ],
];

describe('an operation costs exactly', () => {
  test.each(prices)('%s', async (what, act, expected) => {
    const all = await callsOf(act);
    // What SES reports of a mail comes before or after we marked it: two reports, with two and three calls at most.
    const reports = all.filter(({ role }) => role?.startsWith('bounce'));
    const calls = all.filter((call) => !reports.includes(call));
    expect(calls.filter(({ refused }) => refused)).toEqual([]);
    expect(counted(calls)).toEqual(expected);
    const mails = calls.filter(({ service }) => service === 'ses').length;
    expect(reports.length).toBeLessThanOrEqual(5 * mails);
    const units = all.reduce((sum, { capacityUnits = 0 }) => sum + capacityUnits, 0);
    console.log(`cost ${what}: ${calls.length} calls, ${units} capacity units`);
  });

  test('for a browser one read of the directory instead of two calls', async () => {
    const { cookie } = await world.credentialsOf('litia');
    const calls = await callsOf(() => world.wire.html('GET', '/queries', { cookie }));
    expect(counted(calls)).toEqual({
      'desk BatchGetItem Directory': 1,
      'desk Query Queries': 1,
      'desk BatchGetItem Queries': 1,
    });
  });

  test('the same for what is not there and for what is not yours', async () => {
    const { token: theirs } = await world.credentialsOf('kossi');
    const costs = [];
    for (const path of [`/queries/${id}`, `/queries/${'0'.repeat(26)}`])
      costs.push(counted(await callsOf(() => world.wire.json('GET', path, { token: theirs }))));
    expect(costs[0]).toEqual(costs[1]);
  });
});

describe('a reading', () => {
  const Entry = z.object({ code: z.string(), actor: z.object({ role: z.string() }) });

  test('is on the ledger before its key is unwrapped, and unwraps it once', async () => {
    const calls = (await callsOf(() => people.read('litia', `/queries/${id}`))).map(written);
    const unwrapped = calls.flatMap((call, at) => (call === 'vault kms Decrypt' ? [at] : []));
    expect(unwrapped).toHaveLength(1);
    expect(calls.indexOf('vault PutItem Ledger')).toBeLessThan(Math.min(...unwrapped));
    expect(calls.indexOf('vault PutItem Ledger')).toBeLessThan(
      calls.indexOf('vault BatchGetItem Directory Keys Queries'),
    );
  });

  test('that cannot be put on the ledger does not happen', async () => {
    const lift = world.hub.faults.inject('dynamodb', 'PutItem', () => ({
      code: 'ValidationException',
      message: 'No.',
    }));
    const { token: theirs } = await world.credentialsOf('litia');
    const calls = await callsOf(async () => {
      expect((await world.wire.json('GET', `/queries/${id}`, { token: theirs })).status).toBe(500);
    });
    lift();
    expect(calls.map(written).filter((call) => /Keys|Sealed|kms/.test(call))).toEqual([]);
  });

  test('and every other use of a key is told by an entry of the ledger, one to one', async () => {
    const entries = z.array(Entry).parse(await world.everythingIn('Ledger'));
    const uses = entries.filter(({ code }) => ['opened', 'saved', 'answered'].includes(code));
    const decrypts = ownCalls().filter(({ operation }) => operation === 'Decrypt');
    expect(decrypts).toHaveLength(uses.length);
    expect(ownCalls().filter(({ operation }) => operation === 'GenerateDataKey')).toHaveLength(
      entries.filter(({ code }) => code === 'drafted').length,
    );
  });
});
