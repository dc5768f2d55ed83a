import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { newId } from '../../shared/identifiers.ts';
import { steps } from './steps.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let people: ReturnType<typeof steps>;
/** A draft, a query that Ingrid works on, a hundred and twenty that she answered after it, and sixty more that are open. */
const ids = { draft: '', inProgress: '', answered: [''], open: [''] };

beforeAll(async () => {
  world = await openWorld();
  people = steps(world);
  ids.draft = (await people.drafted('litia')).id;
  ids.inProgress = (await people.accepted('litia')).id;
  const { id } = await people.answered('litia');
  const item = await world.itemIn('Queries', { id });
  ids.answered = [id, ...Array.from({ length: 119 }, () => newId())];
  ids.open = Array.from({ length: 60 }, () => newId());
  const later = (index: number) => new Date(Date.now() + (index + 1) * 1000).toISOString();
  const answered = ids.answered.slice(1).map((copy, index) => {
    return { ...item, id: copy, createdAt: later(index), askerSort: `reply ${later(index)}` };
  });
  // Open ones of nobody's queue.
  const { expertKey: _1, workSort: _2, ...open } = { ...(await world.itemIn('Queries', { id: ids.inProgress })) };
  const more = ids.open.map((copy, index) => {
    const row = { ...z.looseObject({}).parse(open.row), id: copy };
    return { ...open, id: copy, row, createdAt: later(index), askerSort: `open ${later(index)}` };
  });
  const copies = [...answered, ...more];
  for (let start = 0; start < copies.length; start += 25) {
    const requests = copies.slice(start, start + 25).map((Item) => ({ PutRequest: { Item } }));
    await world.dynamo.send(new BatchWriteCommand({ RequestItems: { [world.hub.tableName('Queries')]: requests } }));
  }
});
afterAll(() => world.stop());

const Row = z.object({ id: z.string() });
const Page = z.object({ rows: z.array(Row).optional(), all: z.array(Row).optional(), next: z.string().optional() });

/** Every id on a list, page after page, as it is shown. */
async function listed(name: string, path: string): Promise<string[]> {
  const found: string[] = [];
  let next: string | undefined;
  do {
    const page = Page.parse(
      await people.read(name, next ? `${path}${path.includes('?') ? '&' : '?'}cursor=${next}` : path),
    );
    found.push(...(page.rows ?? page.all ?? []).map(({ id }) => id));
    next = page.next;
  } while (next);
  return found;
}

describe('a list that is longer than a page', () => {
  test('shows everything once: the board what is to be answered, the asker also what is done and what was not sent', async () => {
    expect((await listed('helen', '/board')).sort()).toEqual([ids.inProgress, ...ids.open].sort());
    const sent = [ids.inProgress, ...ids.answered, ...ids.open];
    expect((await listed('litia', '/queries')).sort()).toEqual([ids.draft, ...sent].sort());
  });

  test('leads on by links, for who has no scripts', async () => {
    const browser = await world.browserOf('litia');
    const pages = new Set<string>();
    for (let link: string | undefined = '/queries'; link; ) {
      await browser.open(link);
      for (const [, id = ''] of browser.shown.html.matchAll(/href="\/queries\/([0-9a-z]{26})/g)) pages.add(id);
      link = /href="(\/queries\?cursor=[\w-]+)"/.exec(browser.shown.html)?.[1];
    }
    expect(pages.size).toBe(182);
  });

  test('keeps in sight what an expert still has to answer, however much they have answered since', async () => {
    expect(await people.read('ingrid', '/queue')).toMatchObject({ inProgress: [{ id: ids.inProgress }] });
  });

  test('is of use to nobody else: with somebody’s cursor one sees one’s own', async () => {
    const { next } = Page.parse(await people.read('litia', '/queries'));
    expect(Page.parse(await people.read('kossi', `/queries?cursor=${next}`))).toMatchObject({ all: [] });
  });
});

describe('what waits for an official', () => {
  const Item = z.object({ id: z.string(), status: z.string(), turn: z.string() });
  const Own = z.object({ waiting: z.array(Item), all: z.array(Item) });
  const own = async (name: string) => Own.parse(await people.read(name, '/queries'));
  const waitingFor = async (name: string) => (await own(name)).waiting.map(({ id }) => id);
  const moves = async (name: string, verb: string, input: object) =>
    people.post(name, `/queries/${ids.inProgress}/${verb}`, input, await people.versionOf(ids.inProgress));
  const turnOnItsPage = async () =>
    z.object({ turn: z.string() }).parse(await people.read('litia', `/queries/${ids.inProgress}`)).turn;

  test('stands on the first page, however old it is and however much came after it', async () => {
    const { waiting, all } = await own('litia');
    expect(waiting.map(({ id }) => id)).toEqual([ids.draft]);
    expect(all.slice(0, 2)).toMatchObject([
      { id: ids.draft, turn: 'asker' },
      { status: 'answered', turn: 'nobody' },
    ]);
  });

  test('is among what is open, and not among what has ended; each can be looked at alone, from its first page to its last', async () => {
    const ended = await people.sent('litia');
    await world.hub.drain();
    await people.post('litia', `/queries/${ended}/withdraw`, { sure: 'yes' }, await people.versionOf(ended));
    expect(await listed('litia', '/queries?show=ended')).toEqual([ended]);
    const open = [ids.draft, ids.inProgress, ...ids.answered, ...ids.open];
    expect((await listed('litia', '/queries?show=open')).sort()).toEqual(open.sort());
    const { next } = Page.parse(await people.read('litia', '/queries?show=open'));
    expect(Page.parse(await people.read('litia', `/queries?show=ended&cursor=${next}`)).all).toMatchObject([
      { id: ended },
    ]);
    const browser = await world.browserOf('litia');
    await browser.open('/queries?show=open');
    expect(browser.shown.html).toMatch(/href="\/queries\?show=open&amp;cursor=/);
    expect((await world.wire.json('GET', '/queries?show=else', await world.credentialsOf('litia'))).status).toBe(422);
  });

  test('comes and goes with their turn, for a colleague too, as the query’s own page says', async () => {
    await moves('litia', 'add-co-owner', { email: world.emailOf('semi') });
    expect([await waitingFor('semi'), await turnOnItsPage()]).toEqual([[], 'hub']);
    await moves('ingrid', 'ask-information', { asked: 'Which clause?' });
    expect([await waitingFor('semi'), await turnOnItsPage()]).toEqual([[ids.inProgress], 'asker']);
    expect(await waitingFor('litia')).toEqual([ids.inProgress, ids.draft]);
    await moves('litia', 'give-information', { information: 'Clause 4.' });
    expect([await waitingFor('semi'), await turnOnItsPage()]).toEqual([[], 'hub']);
    expect(await waitingFor('litia')).toEqual([ids.draft]);
  });
});

describe('a narrowed board', () => {
  const Narrowed = z.object({
    rows: z.array(Row),
    next: z.string().optional(),
    lookedThrough: z.int().optional(),
  });
  const topics = ['npm', 'opcat', 'redress'] as const;
  /** Of so many open queries: nearly all of one topic, one in ten of a second, and of a third the last alone. */
  const topicOf = (place: number, of: number) => {
    if (place === of - 1) return 'redress';
    return place % 10 === 3 ? 'opcat' : 'npm';
  };
  const wanted = new Map<string, string[]>(topics.map((topic) => [topic, []]));

  beforeAll(async () => {
    const {
      expertKey: _1,
      workSort: _2,
      askerKey: _3,
      ...open
    } = {
      ...(await world.itemIn('Queries', { id: ids.inProgress })),
    };
    const many = 640;
    for (let start = 0; start < many; start += 20) {
      const requests = Array.from({ length: 20 }, (_, more) => {
        const place = start + more;
        const [id, topic, dueAt] = [
          newId(),
          topicOf(place, many),
          new Date(Date.UTC(2099, 0, 1, 0, place)).toISOString(),
        ];
        wanted.get(topic)?.push(id);
        const row = { ...z.looseObject({}).parse(open.row), id, topic, dueAt };
        return { PutRequest: { Item: { ...open, id, topic, dueAt, row } } };
      });
      await world.dynamo.send(new BatchWriteCommand({ RequestItems: { [world.hub.tableName('Queries')]: requests } }));
    }
  });

  test.each(topics)('shows each query of a topic once, fifty on a page at most: %s', async (topic) => {
    const found: string[] = [];
    let next: string | undefined;
    do {
      const cursor = next ? `&cursor=${next}` : '';
      const page = Narrowed.parse(await people.read('helen', `/board?topic=${topic}${cursor}`));
      expect(page.rows.length).toBeLessThanOrEqual(50);
      // A page that is not full is the last, or says how much was looked at for it.
      if (page.rows.length < 50 && page.next) expect(page.lookedThrough).toBe(500);
      else expect(page.lookedThrough).toBeUndefined();
      found.push(...page.rows.map(({ id }) => id));
      next = page.next;
    } while (next);
    const before = new Set([ids.inProgress, ...ids.open]);
    expect(found.filter((id) => !before.has(id))).toEqual(wanted.get(topic));
    expect(new Set(found).size).toBe(found.length);
  });

  test('goes on where it was though the stretch of due dates has moved: from its beginning, or nowhere when it is over', async () => {
    const page = async (view: string, order: string, at: string) => {
      const cursor = Buffer.from(JSON.stringify({ id: ids.inProgress, at })).toString('base64url');
      return Narrowed.parse(await people.read('helen', `/board?view=${view}&order=${order}&cursor=${cursor}`)).rows;
    };
    const whole = async (view: string, order: string) =>
      Narrowed.parse(await people.read('helen', `/board?view=${view}&order=${order}`)).rows;
    const [past, future] = ['2001-01-01T00:00:00.000Z', '2098-01-01T00:00:00.000Z'];
    for (const view of ['due-soon', 'overdue']) {
      expect(await page(view, 'first', future)).toEqual([]);
      expect(await page(view, 'last', future)).toEqual(await whole(view, 'last'));
    }
    expect(await page('due-soon', 'first', past)).toEqual(await whole('due-soon', 'first'));
    expect(await page('due-soon', 'last', past)).toEqual([]);
  });

  test('says on the page how many queries were looked through for a few', async () => {
    const browser = await world.browserOf('helen');
    await browser.open('/board?topic=opcat');
    expect(browser.shown.html).toContain(
      '500 queries were looked through for these. There may be more on the next page.',
    );
  });
});

describe('an expert’s queue', () => {
  test('says for how many more queries there is room, and until when its expert is away', async () => {
    const key = { key: `person#${world.personOf('ingrid').id}` };
    const { expertise } = z
      .looseObject({ expertise: z.looseObject({ capacity: z.int() }) })
      .parse(await world.itemIn('Directory', key));
    expect(await people.read('ingrid', '/queue')).toMatchObject({ room: { free: expertise.capacity - 1 } });
    await world.craft('Directory', key, { expertise: { ...expertise, capacity: 1 } });
    expect(await people.read('ingrid', '/queue')).toMatchObject({ room: { free: 0 } });
    const today = new Date().toISOString().slice(0, 10);
    await world.craft('Directory', key, { expertise: { ...expertise, absences: [{ from: today, to: '2099-12-31' }] } });
    const browser = await world.browserOf('ingrid');
    await browser.open('/queue');
    expect(browser.shown.html).toContain('<time datetime="2099-12-31">31 December 2099</time>');
    expect(browser.shown.html).not.toContain('more quer');
  });
});
