import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Browser } from './browser.ts';
import { routeCosts, wasteful } from './route-costs.ts';
import { everythingChecked, steps } from './steps.ts';
import { ThreadDocument } from './thread-document.ts';
import { passUntil } from './time-passes.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let people: ReturnType<typeof steps>;
let official: Browser;
let expert: Browser;
let id = '';
beforeAll(async () => {
  world = await openWorld();
  people = steps(world);
  [official, expert] = [await world.browserOf('mutinta'), await world.browserOf('ingrid')];
  id = (await people.accepted('mutinta', { topic: 'legislation' })).id;
});
afterAll(async () => {
  expect(wasteful(routeCosts(world.hub))).toEqual([]);
  await world.stop();
});

const first = 'A first version, without its sources.';
const second = 'The second version, with general comment No. 3 as its source.';
const note = 'Among us: the bill was leaked to the press.';
const comment = 'Please name the general comment.';
const saved = 'What the first window saved.';
const typed = 'What the second window typed.';

const InReview = z.object({
  clearance: z.object({ clearer: z.object({ expertId: z.string(), status: z.string() }).optional() }),
});
const askedToClear = async (): Promise<string | undefined> => {
  const { clearance } = InReview.parse(await world.itemIn('Queries', { id }));
  return clearance.clearer && world.nameOf(clearance.clearer.expertId);
};
const thread = async (name: string) => ThreadDocument.parse(await people.read(name, `/queries/${id}`));
const statusOf = async (): Promise<unknown> => (await world.itemIn('Queries', { id }))?.status;
const save = 'save-advice';
const act = (verb: string) => `/queries/${id}/${verb}`;

/** Everything the official is told of the query, as a page and as a document. */
async function toldToOfficial(): Promise<string> {
  const page = (await official.open(`/queries/${id}`)).html;
  const list = (await official.open('/queries')).html;
  return page + list + JSON.stringify(await people.read('mutinta', `/queries/${id}`));
}

describe('while the expert writes', () => {
  test('a preview shows what the official will see, and saves nothing', async () => {
    await expert.open(`/queries/${id}`);
    const before = await world.itemIn('Queries', { id });
    await expert.post(act('preview-advice'), expert.filled(act(save), { advice: first }));
    expect(expert.shown.status).toBe(200);
    expect(expert.shown.html).toContain('This is how the official will see it');
    expect(expert.shown.html).toContain(first);
    expect(expert.shown.html).toContain('Advice available.');
    expect(expert.shown.html).not.toContain('Internal note');
    for (const locale of ['fr', 'en']) {
      const { status, html } = await expert.translate(locale);
      expect([status, /<html lang="(\w\w)"/.exec(html)?.[1]]).toEqual([200, locale]);
      expect(html).toContain('<p class="inset">');
      expect(html).toContain(first);
    }
    expect(await world.itemIn('Queries', { id })).toEqual(before);
    // The way on from there keeps the text.
    await expert.submit(act(save));
    expect(expert.shown.html).toContain(first);
    expect((await thread('ingrid')).draft?.body).toBe(first);
  });

  test('a second window that saves over the first gets both texts, and one more submit keeps its own', async () => {
    await expert.open(`/queries/${id}`);
    const other = expert.tab();
    await other.open(`/queries/${id}`);
    await expert.submit(act(save), { advice: saved });
    await other.submit(act(save), { advice: typed });
    expect(other.shown.status).toBe(412);
    expect(other.shown.html).toContain(saved);
    expect(other.filled(act(save)).get('advice')).toBe(typed);
    expect((await thread('ingrid')).draft?.body).toBe(saved);
    await other.submit(act(save));
    expect(other.shown.status).toBe(200);
    expect((await thread('ingrid')).draft?.body).toBe(typed);
    // To take theirs is to open the page again, which the link does.
    await expert.submit(act(save), { advice: 'Something else again.' });
    expect(expert.shown.status).toBe(412);
    expect(expert.shown.html).toContain(`href="/queries/${id}#writing"`);
    await expert.open(`/queries/${id}`);
    expect(expert.filled(act(save)).get('advice')).toBe(typed);
  });

  test('the official sees neither draft nor notes', async () => {
    await expert.submit(act('add-note'), { note });
    expect(expert.shown.html).toContain(note);
    const told = await toldToOfficial();
    for (const text of [typed, saved, first, note]) expect(told).not.toContain(text);
  });
});

describe('a second expert clears', () => {
  test('advice handed in goes to somebody who did not write it; a window that comes late loses no word', async () => {
    await expert.open(`/queries/${id}`);
    const late = expert.tab();
    await late.open(`/queries/${id}`);
    await expert.submit(act('ask-review'), { advice: first });
    await late.submit(act(save), { advice: typed });
    expect(late.shown.status).toBe(412);
    expect(late.shown.html).toContain('You cannot send this any more');
    expect(late.shown.html).toContain(typed);
    await world.hub.drain();
    expect(await statusOf()).toBe('in_review');
    expect(await askedToClear()).toBe('karim');
    expect(await toldToOfficial()).not.toContain(first);
  });

  test('before the declaration there is nothing but a blind card', async () => {
    const karim = await world.browserOf('karim');
    await karim.open('/queue');
    expect(karim.shown.html).toContain(`/queries/${id}/clearance`);
    await karim.open(act('clearance'));
    expect(karim.shown.html).not.toContain(first);
    expect(karim.shown.html).not.toContain('limitation period for torture');
    expect((await karim.open(`/queries/${id}`)).status).toBe(404);
    await karim.open(act('clearance'));
    await karim.submit(act('accept-clearance'));
    expect(karim.shown.status).toBe(422);
    await karim.submit(act('decline-clearance'), { reason: 'no-time' });
    expect(karim.shown.path).toBe('/queue');
    await world.hub.drain();
    expect(await askedToClear()).toBe('hugo');
    expect((await karim.open(act('clearance'))).status).toBe(404);
  });

  test('who does not reply in time is not asked again, and when nobody is left the desk is told and asks by hand', async () => {
    await passUntil(world, id, ({ clearance }) => clearance?.clearer?.expiresAt);
    await world.hub.tick('watch');
    await world.hub.drain();
    expect(await world.ledgerOf(id)).toContain('clearer-expired');
    expect(await askedToClear()).toBeUndefined();
    const desk = (await world.noticesOf(id)).filter(({ kind }) => kind === 'no-clearer');
    expect(desk.map(({ recipientId }) => world.nameOf(recipientId)).sort()).toEqual(['helen', 'yusuf']);
    // Whoever wrote any of it never clears it, whoever asks them to.
    const { token } = await world.credentialsOf('helen');
    const version = await people.versionOf(id);
    const byAuthor = await world.wire.json('POST', act('assign-clearer'), {
      token,
      input: { clearerId: world.personOf('ingrid').id, clearerReason: 'best-fit' },
      headers: { 'idempotency-key': 'ask-the-author-herself', 'if-match': `"${version}"` },
    });
    expect(byAuthor.status).toBeGreaterThanOrEqual(400);
    expect(byAuthor.status).toBeLessThan(500);
    expect(await askedToClear()).toBeUndefined();
    await people.post(
      'helen',
      act('assign-clearer'),
      { clearerId: world.personOf('grace').id, clearerReason: 'availability' },
      version,
    );
    expect(await askedToClear()).toBe('grace');
  });

  test('returned with comments it is with its author, who goes on from that version; the official knows of nothing', async () => {
    const grace = await world.browserOf('grace');
    await grace.open(act('clearance'));
    await grace.submit(act('accept-clearance'), { noConflict: 'yes' });
    expect(grace.shown.html).toContain(first);
    expect(grace.shown.html).toContain(note);
    expect(grace.shown.html).toContain('You: clear the advice, or return it.');
    await grace.submit(act('approve'), { checkedNames: 'yes' });
    expect(grace.shown.status).toBe(422);
    expect(await statusOf()).toBe('in_review');
    await grace.submit(act('return'), { comment });
    expect(grace.shown.path).toBe('/queue');
    expect((await grace.open(`/queries/${id}`)).status).toBe(404);
    await expert.open(`/queries/${id}`);
    expect(expert.shown.html).toContain(comment);
    expect(expert.filled(act(save)).get('advice')).toBe(first);
    expect((await world.noticesOf(id)).filter(({ kind }) => kind === 'returned')).toHaveLength(1);
    const told = await toldToOfficial();
    for (const text of [first, comment, 'second expert', 'Comments', 'version'])
      expect(told.replaceAll('"version"', '')).not.toContain(text);
  });

  test('the second version is cleared and leaves: the official sees it, and it alone', async () => {
    await expert.submit(act('ask-review'), { advice: second });
    await world.hub.drain();
    // The two who might clear it by themselves have said no: the desk asks again.
    expect(await askedToClear()).toBeUndefined();
    const clearerId = world.personOf('grace').id;
    await people.post(
      'helen',
      act('assign-clearer'),
      { clearerId, clearerReason: 'availability' },
      await people.versionOf(id),
    );
    const other = await world.browserOf('grace');
    await other.open(act('clearance'));
    await other.submit(act('accept-clearance'), { noConflict: 'yes' });
    await other.submit(act('approve'), everythingChecked);
    expect(other.shown.path).toBe('/queue');
    expect(await statusOf()).toBe('answered');
    const told = await toldToOfficial();
    expect(told).toContain(second);
    for (const text of [first, note, comment, typed, saved]) expect(told).not.toContain(text);
    // Among experts both versions stay on record.
    expect((await thread('ingrid')).said.filter(({ kind }) => kind === 'advice')).toMatchObject([
      { body: first, cleared: false },
      { body: second, cleared: true },
    ]);
    expect((await other.open(`/queries/${id}`)).status).toBe(404);
  });
});

describe('an author who gave the query back', () => {
  test('never clears what a successor makes of their draft', async () => {
    const { id: shared } = await people.accepted('mutinta', { topic: 'reporting', language: 'fr' });
    await people.post(
      'karim',
      `/queries/${shared}/save-advice`,
      { advice: 'Karim’s words.' },
      await people.versionOf(shared),
    );
    await people.post('karim', `/queries/${shared}/recuse`, { reason: 'no-time' }, await people.versionOf(shared));
    await world.hub.drain();
    const successor = await people.holderOf(shared);
    await people.post(successor, `/queries/${shared}/accept`, { noConflict: 'yes' }, await people.versionOf(shared));
    expect(await people.handedIn(shared, successor, 'Karim’s words, handed in by another.')).not.toBe('karim');
  });
});
