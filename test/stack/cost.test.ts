import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { costOf, counted, invocationsIn, named } from '../../bench/cost.ts';
import { type Metered, meter } from '../../bench/meter.ts';
import { roundTrips } from '../../bench/round-trips.ts';
import { demoPeople } from '../../local/demo-people.ts';
import { keptAMinute } from './kept-a-minute.ts';
import { lead, operationsOf } from './operations.ts';
import { steps } from './steps.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let people: ReturnType<typeof steps>;
let metered: ReturnType<typeof meter>;
const operations = operationsOf(() => people);
/** What each operation called, for the bounds below. */
const made = new Map<string, Metered[]>();
/** So long does each call take at least, so that calls which do not wait for one another are seen side by side. */
const patience = 20;

beforeAll(async () => {
  world = await openWorld();
  people = steps(world);
  // Signing in is no part of what anything costs; any of the experts may be the second.
  const experts = demoPeople.filter(({ role }) => role === 'expert').map(({ id }) => world.nameOf(id));
  for (const name of ['litia', 'helen', ...experts]) await world.credentialsOf(name);
  // Nor is the month's sheet of figures, which the first question of a month lays out.
  await people.offered('kossi', { topic: 'npm', language: 'fr' });
  metered = meter(world.hub, patience);
});
afterAll(() => world.stop());

/** Everything that the functions call because of this, streams included, but what is kept for a minute. */
async function callsOf(act: () => Promise<unknown>): Promise<Metered[]> {
  await world.hub.drain();
  const before = metered.taken().length;
  await act();
  await world.hub.drain();
  return metered
    .taken()
    .slice(before)
    .filter((call) => !keptAMinute(call));
}

describe('an operation costs exactly', () => {
  test.each(operations.all)('$what', async ({ what, act, calls: expected, units }) => {
    const all = await callsOf(act);
    // What SES reports of a mail comes before or after we marked it: two reports, with two and three calls at most.
    const reports = all.filter((call) => call.function === 'bounce');
    const calls = all.filter((call) => !reports.includes(call));
    expect(calls.filter(({ refused }) => refused)).toEqual([]);
    expect(counted(calls)).toEqual(Object.fromEntries(Object.entries(expected).filter(([, times]) => times > 0)));
    const mails = calls.filter(({ service }) => service === 'ses').length;
    expect(reports.length).toBeLessThanOrEqual(5 * mails);
    const { read, write, trips } = costOf(calls);
    made.set(what, calls);
    console.log(`cost ${what}: ${calls.length} calls, ${read} read, ${write} write, ${JSON.stringify(trips)}`);
    expect([read, write]).toEqual(units);
  });

  test('one call for who is there, a browser or a client of the API', async () => {
    const { cookie, token } = await world.credentialsOf('litia');
    const list = { 'desk Query Queries': 1, 'desk BatchGetItem Queries': 1 };
    for (const act of [
      () => world.wire.html('GET', '/queries', { cookie }),
      () => world.wire.json('GET', '/queries', { token }),
    ])
      expect(counted(await callsOf(act))).toEqual({ 'desk BatchGetItem Directory': 1, ...list });
    expect(counted(await callsOf(() => world.wire.json('GET', '/session', { token })))).toEqual({
      'door BatchGetItem Directory': 1,
    });
  });

  test('the same for what is not there and for what is not yours', async () => {
    const { token: theirs } = await world.credentialsOf('kossi');
    const costs = [];
    for (const path of [`/queries/${operations.id()}`, `/queries/${'0'.repeat(26)}`])
      costs.push(counted(await callsOf(() => world.wire.json('GET', path, { token: theirs }))));
    expect(costs[0]).toEqual(costs[1]);
  });
});

/** The calls of one function for an operation, and how many it waits for; of a request without the one that says who is here. */
function takenBy(what: string, name: string): { calls: number; trips: number } {
  const invocations = invocationsIn(made.get(what) ?? []).filter((one) => one.function === name);
  const presence = ['desk', 'office', 'vault'].includes(name) ? 1 : 0;
  return {
    calls: Math.max(...invocations.map(({ calls }) => calls.length)) - presence,
    trips: Math.max(...invocations.map(({ calls }) => roundTrips(calls))) - presence,
  };
}

/** What one question takes from the draft to the answer read, the board seen five times: units by AWS’s rule, keys, mails. */
const life = { read: 88, write: 211, kms: 5, mails: 5 };

describe('within its bounds stays', () => {
  test.each<[what: string, by: string, calls: number, trips: number]>([
    ['begin a draft', 'vault', 4, 3],
    ['send it, offer and two mails included', 'vault', 4, 3],
    ['check it', 'vault', 6, 4],
    ['read', 'vault', 6, 4],
    ['read it to clear it', 'vault', 6, 4],
    ['read the answer', 'vault', 6, 4],
    ['read what an expert reads, draft, notes and all', 'vault', 6, 4],
    ['list one’s queries', 'desk', 2, 2],
    ['list what one is offered', 'desk', 2, 2],
    ['look into the inbox, whatever the number of notices', 'desk', 3, 3],
    ['see the board', 'office', 2, 2],
    ['find a query by its reference', 'office', 3, 3],
    ['see response times', 'office', 2, 2],
    ['see response times by topic', 'office', 2, 2],
    ['send it, offer and two mails included', 'offer', 5, 5],
    ['hand the advice in, the second expert asked and told', 'offer', 5, 5],
    ['accept it, mail included', 'notify', 5, 5],
    ['clear it, mail included: no text is touched', 'notify', 5, 5],
  ])('%s, what %s does of it: %d calls in %d round trips', (what, by, calls, trips) => {
    const taken = takenBy(what, by);
    expect(taken.calls).toBeGreaterThan(0);
    expect(taken.calls).toBeLessThanOrEqual(calls);
    expect(taken.trips).toBeLessThanOrEqual(trips);
  });

  test('everything: no table is ever read through', () => {
    expect(metered.taken().filter(({ operation }) => operation === 'Scan')).toEqual([]);
  });

  test('a question through its whole life', async () => {
    const calls = (await callsOf(() => lead(people))).filter((call) => call.function !== 'bounce');
    const { read, write, kms, mails } = costOf(calls);
    console.log(`cost of a life: ${calls.length} calls, ${read} read, ${write} write, ${kms} KMS, ${mails} mails`);
    expect({ read, write, kms, mails }).toEqual(life);
    expect(kms).toBeLessThanOrEqual(5);
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
    const calls = (await callsOf(() => people.read('litia', `/queries/${operations.id()}`))).map(named);
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
      expect((await world.wire.json('GET', `/queries/${operations.id()}`, { token: theirs })).status).toBe(500);
    });
    lift();
    expect(calls.map(named).filter((call) => /Keys|Sealed|kms/.test(call))).toEqual([]);
  });

  test('and every other use of a key is told by an entry of the ledger, one to one', async () => {
    const entries = z.array(Entry).parse(await world.everythingIn('Ledger'));
    // The languages of a draft are no text.
    const uses = entries.filter(({ code, details }) => withText.includes(code) && details.step !== 'contact');
    const ownCalls = world.hub.calls().filter(({ role }) => !role?.startsWith('ROOT'));
    const decrypts = ownCalls.filter(({ operation }) => operation === 'Decrypt');
    expect(decrypts).toHaveLength(uses.length);
    expect(ownCalls.filter(({ operation }) => operation === 'GenerateDataKey')).toHaveLength(
      entries.filter(({ code }) => code === 'drafted').length,
    );
  });
});
