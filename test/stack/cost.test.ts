import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { demoPeople } from '../../local/demo-people.ts';
import { everythingChecked, steps } from './steps.ts';
import { openWorld, type World } from './world.ts';

type RecordedCall = ReturnType<World['hub']['calls']>[number];

let world: World;
let people: ReturnType<typeof steps>;
const tableNames = new Map<string, string>();
let id = '';
let clearer = '';
/** Who read the settings: a process keeps them for a minute, so that any call may be the one that reads them anew. */
const settingsRead: string[] = [];

beforeAll(async () => {
  world = await openWorld();
  people = steps(world);
  world.hub.faults.inject('dynamodb', 'GetItem', ({ role, body }) => {
    if (body.includes('settings#current')) settingsRead.push(callerOf(role));
    return undefined;
  });
  for (const table of ['Queries', 'Sealed', 'Keys', 'Ledger', 'Directory', 'Notices', 'Reports'])
    tableNames.set(world.hub.tableName(table), table);
  // Signing in is no part of what anything costs; any of the experts may be the second.
  const experts = demoPeople.filter(({ role }) => role === 'expert').map(({ id }) => world.nameOf(id));
  for (const name of ['litia', 'helen', ...experts]) await world.credentialsOf(name);
  // Nor is the month's sheet of figures, which the first question of a month lays out.
  await people.offered('kossi', { topic: 'npm', language: 'fr' });
});
afterAll(() => world.stop());

// A token is shown to Cognito by whoever holds it, unsigned.
const callerOf = (role: string | undefined): string =>
  role === undefined ? 'unsigned' : (/^[a-z]+/.exec(role)?.[0] ?? '');

/** A call as the table below writes it: who called what, on which tables. */
function written({ role, service, operation, tables = [] }: RecordedCall): string {
  const caller = callerOf(role);
  const on = tables.map((table) => tableNames.get(table) ?? table).sort();
  return [caller, service === 'dynamodb' ? operation : `${service} ${operation}`, ...on].join(' ');
}

/** The calls of the hub's own functions, without those of the test. */
const ownCalls = () => world.hub.calls().filter(({ role }) => !role?.startsWith('ROOT'));

/** Everything that the functions call because of this, streams included. */
async function callsOf(act: () => Promise<unknown>): Promise<RecordedCall[]> {
  await world.hub.drain();
  const before = ownCalls().length;
  settingsRead.splice(0);
  await act();
  await world.hub.drain();
  const calls = ownCalls().slice(before);
  for (const caller of settingsRead.splice(0)) {
    const at = calls.findIndex((call) => written(call) === `${caller} GetItem Directory`);
    if (at >= 0) calls.splice(at, 1);
  }
  return calls;
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
  // Whether the right still stands, with the key and every text, once the reading is on record.
  'vault BatchGetItem Directory Keys Queries Sealed': 1,
  'vault kms Decrypt': 1,
};
const mail = {
  'notify UpdateItem Notices': 2,
  'notify GetItem Directory': 1,
  'notify GetItem Queries': 1,
  'notify ses SendEmail': 1,
};

/** What the figures take where a clock or a query begins or ends. */
const tallied = {
  'tally Query Ledger': 1,
  'tally GetItem Reports': 1,
  'tally TransactWriteItems Reports': 1,
  'tally UpdateItem Reports': 1,
};

/** A change of a query by the vault: who, may they, and the ledger's head. */
const moving = { ...token, 'vault GetItem Directory': 1, 'vault GetItem Queries': 1, 'vault Query Ledger': 1 };
/** One with a text to be sealed: under the query's own key. */
const writing = {
  ...{ ...moving, 'vault GetItem Keys': 1, 'vault kms Decrypt': 1 },
  'vault TransactWriteItems Ledger Notices Queries Sealed': 1,
};
/** The same where nobody is told. */
const quietly = {
  'vault TransactWriteItems Ledger Notices Queries Sealed': 0,
  'vault TransactWriteItems Ledger Queries Sealed': 1,
};
const routerLooks = { 'offer GetItem Queries': 1, 'offer Query Ledger': 1 };

const moves = async (who: string, verb: string, input: object) =>
  people.post(who, `/queries/${id}/${verb}`, input, await people.versionOf(id));

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
  [
    'save its background, with the question kept as it was',
    () => moves('litia', 'save-background', { urgency: 'standard', law: 'Bill 12' }),
    { ...writing, ...quietly, 'vault BatchGetItem Sealed': 1 },
  ],
  [
    'save its languages: no text is touched',
    () => moves('litia', 'save-contact', { language: 'en', replyLanguages: ['en'], confidentiality: 'standard' }),
    {
      ...{ ...token, 'desk GetItem Directory': 1, 'desk GetItem Queries': 1, 'desk Query Ledger': 1 },
      'desk TransactWriteItems Ledger Queries': 1,
    },
  ],
  [
    'see its steps',
    () => people.read('litia', `/queries/${id}/edit`),
    { ...token, 'desk GetItem Directory': 1, 'desk GetItem Queries': 1, 'desk Query Ledger': 1 },
  ],
  ['check it', () => people.read('litia', `/queries/${id}/check`), reading],
  [
    'send it, offer and two mails included',
    () => moves('litia', 'send', {}),
    {
      ...token,
      // The person, and their institution, which must stand the same when the question is written.
      'vault GetItem Directory': 2,
      'vault GetItem Queries': 1,
      'vault Query Ledger': 1,
      'vault TransactWriteItems Directory Ledger Notices Queries': 1,
      ...tallied,
      'offer GetItem Queries': 1,
      'offer Query Ledger': 1,
      'offer Query Directory': 1,
      'offer BatchGetItem Queries': 1,
      'offer TransactWriteItems Ledger Notices Queries': 1,
      ...Object.fromEntries(Object.entries(mail).map(([call, count]) => [call, 2 * count])),
    },
  ],
  [
    'see its receipt',
    () => people.read('litia', `/queries/${id}/receipt`),
    // The ledger’s head, and all of it for the check code.
    { ...token, 'desk GetItem Directory': 1, 'desk GetItem Queries': 1, 'desk Query Ledger': 2 },
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
    'accept it, mail included',
    () => moves('ingrid', 'accept', { noConflict: 'yes' }),
    {
      ...token,
      'desk GetItem Directory': 1,
      'desk GetItem Queries': 1,
      'desk Query Ledger': 1,
      'desk TransactWriteItems Ledger Notices Queries': 1,
      ...mail,
      ...tallied,
    },
  ],
  ['read', () => people.read('ingrid', `/queries/${id}`), reading],
  [
    'ask for information, mail included',
    () => moves('ingrid', 'ask-information', { asked: 'Which draft?' }),
    { ...writing, ...mail, ...tallied },
  ],
  [
    'reply, mail included',
    () => moves('litia', 'give-information', { information: 'The second.' }),
    // The router hears of it, and finds that nobody is looked for.
    { ...writing, ...mail, ...routerLooks },
  ],
  ['add a note', () => moves('ingrid', 'add-note', { note: 'Ask the Committee.' }), { ...writing, ...quietly }],
  ['keep a draft of the advice', () => moves('ingrid', 'save-advice', { advice: 'A' }), { ...writing, ...quietly }],
  [
    'hand the advice in, the second expert asked and told',
    async () => {
      clearer = await people.handedIn(id, 'ingrid');
    },
    {
      ...{ ...writing, ...quietly, ...routerLooks, ...mail },
      'offer Query Directory': 1,
      'offer BatchGetItem Queries': 1,
      'offer TransactWriteItems Ledger Notices Queries': 1,
    },
  ],
  [
    'look at a clearance',
    () => people.read(clearer, `/queries/${id}/clearance`),
    { ...token, 'desk GetItem Directory': 1, 'desk GetItem Queries': 1, 'desk Query Ledger': 1 },
  ],
  [
    'take it',
    () => moves(clearer, 'accept-clearance', { noConflict: 'yes' }),
    {
      ...{ ...token, 'desk GetItem Directory': 1, 'desk GetItem Queries': 1, 'desk Query Ledger': 1 },
      'desk TransactWriteItems Ledger Queries': 1,
    },
  ],
  ['read it to clear it', () => people.read(clearer, `/queries/${id}`), reading],
  [
    'clear it, mail included: no text is touched',
    () => moves(clearer, 'approve', everythingChecked),
    { ...moving, 'vault TransactWriteItems Ledger Notices Queries': 1, ...mail, ...tallied },
  ],
  ['read the answer', () => people.read('litia', `/queries/${id}`), reading],
  [
    'ask a follow-up, mail included',
    () => moves('litia', 'follow-up', { followUp: 'And superiors?' }),
    { ...writing, ...mail, ...routerLooks, ...tallied },
  ],
  ['read what an expert reads, draft, notes and all', () => people.read('ingrid', `/queries/${id}`), reading],
  [
    'see the board',
    () => people.read('helen', '/board'),
    { ...token, 'office GetItem Directory': 1, 'office Query Directory': 1, 'office Query Queries': 1 },
  ],
  [
    'be told how much of the board is new',
    () => people.read('helen', '/board/news?since=2026-01-01T00:00:00Z'),
    { ...token, 'office GetItem Directory': 1, 'office Query Queries': 1 },
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
    expect(counted(calls)).toEqual(Object.fromEntries(Object.entries(expected).filter(([, times]) => times > 0)));
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

/** What the routes of a query do to its texts, by the entries that tell of it. */
const withText = [
  ...['opened', 'saved', 'information-asked', 'information-given', 'note-added', 'advice-saved', 'review-asked'],
  'follow-up-asked',
];

describe('a reading', () => {
  const Entry = z.object({ code: z.string(), details: z.object({ step: z.string().optional() }) });

  test('is on the ledger before its key is unwrapped, and unwraps it once', async () => {
    const calls = (await callsOf(() => people.read('litia', `/queries/${id}`))).map(written);
    const unwrapped = calls.flatMap((call, at) => (call === 'vault kms Decrypt' ? [at] : []));
    expect(unwrapped).toHaveLength(1);
    expect(calls.indexOf('vault PutItem Ledger')).toBeLessThan(Math.min(...unwrapped));
    expect(calls.indexOf('vault PutItem Ledger')).toBeLessThan(
      calls.indexOf('vault BatchGetItem Directory Keys Queries Sealed'),
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
    // The languages of a draft are no text.
    const uses = entries.filter(({ code, details }) => withText.includes(code) && details.step !== 'contact');
    const decrypts = ownCalls().filter(({ operation }) => operation === 'Decrypt');
    expect(decrypts).toHaveLength(uses.length);
    expect(ownCalls().filter(({ operation }) => operation === 'GenerateDataKey')).toHaveLength(
      entries.filter(({ code }) => code === 'drafted').length,
    );
  });
});
