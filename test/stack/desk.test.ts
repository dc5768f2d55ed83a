import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { named } from '../../bench/cost.ts';
import { meter } from '../../bench/meter.ts';
import { newId, newReference } from '../../shared/identifiers.ts';
import { changing, problemOf, reasonOf } from './client.ts';
import { keptAMinute } from './kept-a-minute.ts';
import { routeCosts, wasteful } from './route-costs.ts';
import { steps } from './steps.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let people: ReturnType<typeof steps>;
beforeAll(async () => {
  world = await openWorld();
  people = steps(world);
});
afterAll(async () => {
  expect(wasteful(routeCosts(world.hub))).toEqual([]);
  await world.stop();
});

const Card = z.looseObject({
  version: z.int(),
  status: z.string(),
  can: z.array(z.string()),
  clock: z.looseObject({
    state: z.string(),
    dueAt: z.string(),
    originalDueAt: z.string().optional(),
    laterFrom: z.string(),
    intervals: z.array(z.looseObject({ kind: z.string() })),
  }),
  others: z.array(z.looseObject({ id: z.string() })),
});
const Board = z.looseObject({
  rows: z.array(z.looseObject({ id: z.string(), reference: z.string() })),
  ignored: z.array(z.string()),
  search: z.string(),
  next: z.string().optional(),
  savedViews: z.array(z.object({ name: z.string(), query: z.string() })),
  personVersion: z.int(),
});

const News = z.strictObject({ count: z.int() });

const cardOf = async (id: string) => Card.parse(await people.read('helen', `/queries/${id}/card`));
const boardAt = async (search = '') => Board.parse(await people.read('helen', `/board${search && `?${search}`}`));

/** What helen does with a query, on the version it has; the answer as it is. */
async function acts(id: string, verb: string, input: object) {
  const { token } = await world.credentialsOf('helen');
  // What was done before may still send the router looking.
  await world.hub.drain();
  const headers = changing(await people.versionOf(id));
  return world.wire.json('POST', `/queries/${id}/${verb}`, { token, input, headers });
}

/** A query that nobody is offered by itself. */
const waiting = async (name: string) => {
  const id = await people.sent(name, { confidentiality: 'restricted' });
  await world.hub.drain();
  return id;
};

describe('with a printed receipt in hand', () => {
  const Receipt = z.object({ reference: z.string(), checkCode: z.string() });

  test('a member finds the query, however the reference is typed, and reads on its card whether the receipt is genuine', async () => {
    const id = await waiting('litia');
    const { reference, checkCode } = Receipt.parse(await people.read('litia', `/queries/${id}/receipt`));
    const member = await world.browserOf('yusuf');
    await member.open('/board');
    expect(member.shown.html).toContain('action="/board/find"');
    for (const typed of [
      reference,
      ` ${reference.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')}`,
      reference.slice(4),
    ]) {
      await member.open(`/board/find?${new URLSearchParams({ reference: typed })}`);
      expect(member.shown.path).toBe(`/queries/${id}/card`);
      expect(member.shown.html).toContain(checkCode);
    }
    await world.hub.drain();
    await people.post('litia', `/queries/${id}/withdraw`, { sure: 'yes' }, await people.versionOf(id));
    expect(await people.read('helen', `/board/find?reference=${reference}`)).toEqual({ id });
  });

  test('a member is told that a reference was mistyped, or that no query has it, and nobody else learns either', async () => {
    const unknown = newReference();
    const mistyped = `${unknown.slice(0, -1)}${unknown.endsWith('7') ? '8' : '7'}`;
    const find = async (name: string, reference: string) =>
      world.wire.json('GET', `/board/find?${new URLSearchParams({ reference })}`, await world.credentialsOf(name));
    expect(JSON.parse((await find('helen', mistyped)).text)).toEqual({ typed: mistyped, nothing: 'mistyped' });
    expect(JSON.parse((await find('helen', unknown)).text)).toEqual({ typed: unknown, nothing: 'unknown' });
    const { reference } = Receipt.parse(await people.read('litia', `/queries/${await waiting('litia')}/receipt`));
    for (const name of ['litia', 'ingrid', 'niamh']) {
      const [one, other] = [await find(name, reference), await find(name, unknown)].map(({ status, text }) => ({
        status,
        ...JSON.parse(text),
        incident: 'its own',
      }));
      expect(one).toEqual(other);
      expect(one).toMatchObject({ status: 404 });
    }
  });
});

describe('the desk decides', () => {
  test('to ask about the topic: the clock stands still, and the card says what it waits for', async () => {
    const id = await waiting('litia');
    expect((await acts(id, 'ask-about', {})).status).toBe(422);
    expect((await acts(id, 'ask-about', { about: 'topic' })).status).toBe(200);
    const card = await cardOf(id);
    expect(card).toMatchObject({ status: 'needs_information', clock: { state: 'paused' }, pause: { about: 'topic' } });
    expect(card.can).not.toContain('ask-about');
    expect(reasonOf(await acts(id, 'close-unanswered', {}))).toBe('not-possible-now');
  });

  test('to pause and to go on, only because the asker wants it', async () => {
    const id = await waiting('litia');
    expect((await acts(id, 'let-wait', {})).status).toBe(422);
    expect((await acts(id, 'let-wait', { pauseReason: 'consulting' })).status).toBe(200);
    expect((await cardOf(id)).clock.state).toBe('paused');
    expect((await acts(id, 'resume', {})).status).toBe(200);
    expect((await cardOf(id)).clock.state).toBe('on-track');
  });

  test('on a later date, which it sees beforehand and the asker is told', async () => {
    const id = await waiting('litia');
    const { clock } = await cardOf(id);
    const preview = `/queries/${id}/extend?extensionReason=translation`;
    const seen = await people.read('helen', `${preview}&dueOn=${clock.laterFrom}`);
    expect(seen).toMatchObject({ dueAt: clock.dueAt, reason: 'translation' });
    expect((await cardOf(id)).clock.dueAt).toBe(clock.dueAt);
    const { token } = await world.credentialsOf('helen');
    const early = await world.wire.json('GET', `${preview}&dueOn=${clock.dueAt.slice(0, 10)}`, { token });
    expect(problemOf(early)).toMatchObject({ status: 422, errors: [{ field: 'dueOn', code: 'not-later' }] });
    expect((await acts(id, 'extend', { dueOn: clock.laterFrom, extensionReason: 'translation' })).status).toBe(200);
    const after = await cardOf(id);
    expect(after.clock.originalDueAt).toBe(clock.dueAt);
    expect(after.clock.dueAt > clock.dueAt).toBe(true);
    expect((await world.noticesOf(id)).map(({ kind }) => kind)).toContain('extended');
  });

  test('on another topic, a partner, or that the hub cannot advise', async () => {
    const id = await waiting('litia');
    expect((await acts(id, 'change-topic', { topic: 'npm', topicReason: 'expert-says' })).status).toBe(200);
    expect((await acts(id, 'propose-referral', { partner: 'apt', referralReason: 'better-placed' })).status).toBe(200);
    expect(await cardOf(id)).toMatchObject({ topic: 'npm', referral: { partner: 'apt' } });
    const half = await acts(id, 'turn-down', { notAdvisedReason: 'asked-elsewhere' });
    expect(problemOf(half).errors).toEqual([{ field: 'turnTo', code: 'required' }]);
    const down = { notAdvisedReason: 'asked-elsewhere', turnTo: 'ohchr' };
    expect((await acts(id, 'turn-down', down)).status).toBe(200);
    expect((await acts(id, 'hold-erasure', { holdReason: 'inquiry' })).status).toBe(200);
    expect(await cardOf(id)).toMatchObject({ status: 'declined', kept: { erasure: 'held' } });
    expect((await acts(id, 'release-erasure', {})).status).toBe(200);
    // Another topic sends the router looking again.
    const codes = (await world.ledgerOf(id)).filter((code) => code !== 'unplaced');
    expect(codes).toEqual([
      ...['drafted', 'submitted', 'topic-changed', 'referral-proposed', 'not-advised'],
      ...['erasure-held', 'erasure-released'],
    ]);
  });

  test('whom a query goes to only with a reason, which goes on record; never on a tie to the State', async () => {
    const id = await waiting('wilmer');
    const to = (name: string) => ({ expertId: world.personOf(name).id });
    expect(problemOf(await acts(id, 'assign', to('rosa'))).errors).toEqual([
      { field: 'assignReason', code: 'required' },
    ]);
    expect(reasonOf(await acts(id, 'assign', { ...to('rosa'), assignReason: 'best-fit' }))).toBe('no-longer-eligible');
    expect((await acts(id, 'assign', { ...to('ingrid'), assignReason: 'availability' })).status).toBe(200);
    expect((await world.entriesOf(id)).at(-1)).toMatchObject({ code: 'offered', details: { reason: 'availability' } });
  });

  test('who clears: never the one who wrote it', async () => {
    const { id, expert } = await people.accepted('litia');
    const other = (await people.handedIn(id, expert)) === 'karim' ? 'hugo' : 'karim';
    const clearing = (name: string) =>
      acts(id, 'assign-clearer', { clearerId: world.personOf(name).id, clearerReason: 'best-fit' });
    expect(reasonOf(await clearing(expert))).toBe('own-advice');
    expect((await clearing(other)).status).toBe(200);
    expect(await cardOf(id)).toMatchObject({ clearer: { status: 'asked', name: world.personOf(other).name } });
  });

  test('with the other queries of the institution in sight', async () => {
    const [one, other] = [await waiting('salim'), await waiting('salim')];
    expect((await cardOf(one)).others.map(({ id }) => id)).toEqual([other]);
  });
});

describe('the board', () => {
  test('shows each query under the views it belongs to, narrowed as the address says', async () => {
    const id = await waiting('kossi');
    const shown = async (search: string) => (await boardAt(search)).rows.some((row) => row.id === id);
    expect(await shown('')).toBe(true);
    expect(await shown('view=unassigned')).toBe(true);
    expect(await shown('view=unassigned&state=TG&language=en')).toBe(true);
    expect(await shown('view=unassigned&state=FJ')).toBe(false);
    for (const view of ['new', 'overdue', 'paused', 'in-review', 'held', 'answered', 'ended'])
      expect([view, await shown(`view=${view}`)]).toEqual([view, false]);
    await acts(id, 'let-wait', { pauseReason: 'away' });
    expect(await shown('view=paused')).toBe(true);
    expect(await shown('')).toBe(false);
  });

  test('takes no notice of what means nothing, and says so', async () => {
    const { ignored, rows } = await boardAt(`view=all&topic=astrology&state=XX&order=up&expert=${newId()}`);
    expect(ignored).toEqual(['view', 'order', 'topic', 'state', 'expert']);
    expect(rows.length).toBeGreaterThan(0);
    const browser = await world.browserOf('helen');
    const { html } = await browser.open('/board?topic=astrology');
    expect(html).toContain('was ignored: Topic.');
    expect((await browser.open('/board?view=overdue')).html).toContain('No overdue queries.');
  });

  test('says how much of a view is new since a moment, and of no other view', async () => {
    const since = new Date().toISOString();
    const news = async (search: string, from = since) =>
      News.parse(await people.read('helen', `/board/news?since=${from}${search}`)).count;
    expect(await news('')).toBe(0);
    const id = await waiting('kossi');
    expect([await news(''), await news('&view=unassigned'), await news('&view=paused')]).toEqual([1, 1, 0]);
    expect([await news('&state=TG'), await news('&state=FJ'), await news('&topic=astrology')]).toEqual([1, 0, 1]);
    await acts(id, 'let-wait', { pauseReason: 'away' });
    expect([await news(''), await news('&view=paused')]).toEqual([0, 1]);
    const { token } = await world.credentialsOf('helen');
    expect((await world.wire.json('GET', '/board/news?since=yesterday', { token })).status).toBe(422);
  });

  test('costs the same calls and units with a thousand queries as with sixty', async () => {
    const model = await world.itemIn('Queries', { id: await waiting('kossi') });
    const copies = (count: number) =>
      Promise.all(
        Array.from({ length: count }, () => {
          const id = newId();
          const row = { ...z.looseObject({}).parse(model?.row), id };
          const Item = { ...model, id, row };
          return world.dynamo.send(new PutCommand({ TableName: world.hub.tableName('Queries'), Item }));
        }),
      );
    const metered = meter(world.hub);
    const costOf = async (search: string) => {
      const before = metered.taken().length;
      const { rows, next } = await boardAt(search);
      expect([rows.length, next === undefined]).toEqual([50, false]);
      const calls = metered.taken().slice(before);
      return calls
        .filter((call) => !keptAMinute(call))
        .map((call) => `${named(call)}: ${call.read} read, ${call.write} write`)
        .sort();
    };
    await copies(60);
    const views = ['', 'view=unassigned', 'view=unassigned&order=last'];
    const few = [];
    for (const search of views) few.push(await costOf(search));
    for (let batch = 0; batch < 20; batch += 1) await copies(50);
    const many = [];
    for (const search of views) many.push(await costOf(search));
    metered.stop();
    expect(many).toEqual(few);
    console.log(`cost board: ${few[0]?.length} calls, with 60 and with 1,060 queries`);
  });
});

describe('a member’s own views', () => {
  const views = async (path: string, input: object, version?: number) => {
    const { token } = await world.credentialsOf('yusuf');
    const headers = changing(version ?? (await own()).personVersion);
    return world.wire.json('POST', path, { token, input, headers });
  };
  const own = async () => Board.parse(await people.read('yusuf', '/board'));

  test('are kept, replaced, renamed and deleted, on their ledger, and nobody else sees them', async () => {
    const kept = { viewName: 'Togo', view: 'overdue', state: 'TG', topic: '' };
    expect((await views('/board/views', kept)).status).toBe(200);
    expect((await views('/board/views', { ...kept, state: 'FJ' })).status).toBe(200);
    expect((await own()).savedViews).toEqual([{ name: 'Togo', query: 'view=overdue&state=FJ' }]);
    expect((await views('/board/views/rename', { savedView: 'Togo', newName: 'Fiji' })).status).toBe(200);
    expect((await own()).savedViews.map(({ name }) => name)).toEqual(['Fiji']);
    expect((await boardAt()).savedViews).toEqual([]);
    expect((await views('/board/views/delete', { savedView: 'Togo' })).status).toBe(422);
    expect((await views('/board/views/delete', { savedView: 'Fiji', newName: '' })).status).toBe(200);
    expect((await own()).savedViews).toEqual([]);
    const codes = await world.ledgerOf(world.personOf('yusuf').id);
    expect(codes.filter((code) => code === 'views-changed')).toHaveLength(4);
    expect(reasonOf(await views('/board/views', kept, 1))).toBe('stale');
  });

  test('are twenty at most', async () => {
    for (let number = 1; number <= 20; number += 1) await views('/board/views', { viewName: `View ${number}` });
    const more = await views('/board/views', { viewName: 'One more' });
    expect(problemOf(more).errors).toMatchObject([{ field: 'viewName', code: 'too-many' }]);
    expect((await views('/board/views', { viewName: 'View 7', view: 'new' })).status).toBe(200);
  });
});

describe('several queries to one expert, in a browser without scripts', () => {
  test('a preview says what stands against each, and each is done by itself', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 4; count += 1) ids.push(await waiting('salim'));
    const [first = '', second = '', third = '', fourth = ''] = ids;
    const expert = world.personOf('tomas');
    const load = { openQueries: new Set([newId(), newId(), newId()]) };
    await world.craft('Queries', { id: `load#${expert.id}` }, load);
    const browser = await world.browserOf('helen');
    await browser.open('/board?view=unassigned');

    // Nothing is selected: the board comes back and says so.
    const empty = await browser.submit('/board/choose', { expertId: expert.id });
    expect(empty.status).toBe(422);
    expect(empty.html).toContain('Select at least one query.');
    expect(empty.html).toContain(`value="${expert.id}" selected`);

    await browser.open('/board?view=unassigned');
    const chosen = browser.filled('/board/choose', { expertId: expert.id });
    for (const id of ids) chosen.append('chosen', id);
    const preview = await browser.post('/board/choose', chosen);
    expect(preview.path).toMatch(/^\/board\/assign\?/);
    // Legislation is not his topic: a member may tick it all the same.
    expect(preview.html).toContain('Not their topic');

    const versions = await Promise.all(ids.map(async (id) => `${id}.${await people.versionOf(id)}`));
    const confirm = browser.filled('/board/assign', { assignReason: 'best-fit' });
    const without = await browser.post('/board/assign', confirm);
    expect(without.html).toContain('Select at least one query.');
    await acts(fourth, 'change-topic', { topic: 'npm', topicReason: 'fits-better' });
    for (const row of versions) confirm.append('row', row);
    // Somebody else who signed in on this browser meanwhile assigns nothing with it, and sees none of it.
    const other = await world.browserOf('yusuf');
    const refused = await other.post('/board/assign', confirm);
    expect([refused.status, refused.html.includes('This form belongs to somebody else')]).toEqual([403, true]);
    const translated = new URLSearchParams([...confirm, ['lang', 'en']]);
    expect((await other.post('/board/assign', translated)).status).toBe(403);
    for (const id of ids) expect((await cardOf(id)).status).toBe('submitted');
    const [result, again] = await Promise.all([
      browser.tab().post('/board/assign', confirm),
      browser.tab().post('/board/assign', confirm),
    ]);
    for (const { html } of [result, again]) {
      expect(html).toContain('2 done');
      expect(html).toContain('1 changed meanwhile');
      expect(html).toContain('1 without room');
    }
    for (const id of [first, second]) {
      expect(await people.holderOf(id)).toBe('tomas');
      expect((await world.ledgerOf(id)).filter((code) => code === 'offered')).toHaveLength(1);
    }
    for (const id of [third, fourth]) expect((await cardOf(id)).status).toBe('submitted');
  });

  test('an expert’s room counts down, and who is tied to the State is left out', async () => {
    const ids = [await waiting('wilmer'), await waiting('kossi'), await waiting('kossi')];
    const rosa = world.personOf('rosa');
    await world.craft('Queries', { id: `load#${rosa.id}` }, { openQueries: new Set(Array.from({ length: 4 }, newId)) });
    for (const id of ids) await acts(id, 'change-topic', { topic: 'redress', topicReason: 'fits-better' });
    const Preview = z.looseObject({
      prospects: z.array(z.looseObject({ verdict: z.string(), exclusions: z.array(z.string()) })),
    });
    const search = new URLSearchParams({ expertId: rosa.id, chosen: ids.join('.') });
    const { prospects } = Preview.parse(await people.read('helen', `/board/assign?${search}`));
    expect(prospects.map(({ verdict, exclusions }) => [verdict, exclusions])).toEqual([
      ['excluded', ['nationality']],
      ['fits', []],
      ['excluded', ['at-capacity']],
    ]);
  });
});
