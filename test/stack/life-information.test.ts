import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { dateOn } from '../../shared/calendar.ts';
import { shippedSettings } from '../../shared/settings.ts';
import type { Browser } from './browser.ts';
import { routeCosts, wasteful } from './route-costs.ts';
import { settled } from './settled.ts';
import { steps } from './steps.ts';
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
  // A fortnight is as long whenever the test runs.
  const calendar = { ...shippedSettings.calendar, holidays: [] };
  await settled(world, { ...shippedSettings, version: 2, since: '2026-01-02T00:00:00.000Z', calendar });
  [official, expert] = [await world.browserOf('mutinta'), await world.browserOf('ingrid')];
  id = (await people.accepted('mutinta', { topic: 'legislation' })).id;
});
afterAll(async () => {
  expect(wasteful(routeCosts(world.hub))).toEqual([]);
  await world.stop();
});

const asked = 'Which offence does clause 2 of the bill mean?';
const reply = 'The offence of torture itself, not the inchoate ones.';
const Dated = z.object({ clock: z.object({ dueAt: z.string() }) });

const thread = async (name: string, of = id) => ThreadDocument.parse(await people.read(name, `/queries/${of}`));
const statusOf = async (of: string): Promise<unknown> => (await world.itemIn('Queries', { id: of }))?.status;
const dueAt = async (): Promise<string> => Dated.parse(await world.itemIn('Queries', { id })).clock.dueAt;
const kinds = async (of: string, to: string): Promise<string[]> =>
  (await world.noticesOf(of))
    .filter(({ recipientId }) => recipientId === world.personOf(to).id)
    .map(({ kind }) => kind);

describe('the expert needs to know more', () => {
  test('the question to the asker is on the page with its date, the clock is paused, and nothing is overdue', async () => {
    await expert.open(`/queries/${id}`);
    await expert.submit(`/queries/${id}/ask-information`, { asked });
    expect(expert.shown.path).toBe(`/queries/${id}`);
    expect(expert.shown.html).toContain('waiting for the asker’s reply');
    await official.open(`/queries/${id}`);
    expect(official.shown.html).toContain(asked);
    expect(official.shown.html).toContain('We need something from you.');
    expect(official.shown.html).toMatch(/Paused since <time[^>]*>[^<]+<\/time>: waiting for your reply/);
    expect(official.shown.html).not.toContain('Why this date');
    expect(await kinds(id, 'mutinta')).toContain('information-asked');
  });

  test('a paused clock never reads as late, however long it waits', async () => {
    const before = await dueAt();
    await passUntil(world, id, ({ clock }) => clock.longOverdueAt);
    const { clock, turn } = await thread('mutinta');
    expect([clock.state, turn]).toEqual(['paused', 'asker']);
    expect((await official.open(`/queries/${id}`)).html).not.toMatch(/is late|[Oo]verdue/);
    expect((await official.open('/queries')).html).not.toMatch(/is late|[Oo]verdue/);
    expect((await expert.open('/queue')).html).toContain('Waiting for the asker.');
    expect(await dueAt()).not.toBe(before);
  });

  test('the official’s list says that something waits for them', async () => {
    await official.open('/queries');
    expect(official.shown.html).toContain('Waiting for you (1)');
    expect(official.shown.html).toContain('waiting for your reply');
  });

  test('a reply that came too late, since a reply was there, is given back', async () => {
    const { id: other, expert: name } = await people.accepted('mutinta', { topic: 'legislation' });
    await people.post(name, `/queries/${other}/ask-information`, { asked }, await people.versionOf(other));
    await official.open(`/queries/${other}`);
    const form = official.filled(`/queries/${other}/give-information`, { information: 'Both of them.' });
    await people.post(
      'mutinta',
      `/queries/${other}/give-information`,
      { information: reply },
      await people.versionOf(other),
    );
    const { status, html } = await official.post(`/queries/${other}/give-information`, form);
    expect(status).toBe(412);
    expect(html).toContain('What you typed');
    expect(html).toMatch(/<textarea id="typed-information"[^>]*>Both of them\.<\/textarea>/);
  });

  test('what was typed survives what was wrong with it', async () => {
    await official.open(`/queries/${id}`);
    const text = `${reply}\u0000`;
    await official.submit(`/queries/${id}/give-information`, { information: text });
    expect(official.shown.status).toBe(422);
    expect(official.shown.html).toContain(reply);
    await official.submit(`/queries/${id}/give-information`, { information: '' });
    expect(official.shown.status).toBe(422);
    expect(official.shown.html).toContain('Write what you want to say.');
    expect(await statusOf(id)).toBe('needs_information');
  });

  test('it survives the end of the session, and is sent after signing in again', async () => {
    await official.open(`/queries/${id}`);
    const before = await dueAt();
    const [item] = (await world.everythingIn('Directory')).filter(
      ({ key, personId }) => String(key).startsWith('session#') && personId === world.personOf('mutinta').id,
    );
    expect(item).toBeDefined();
    const ended = official.cookies.get('__Host-hub') ?? '';
    official.cookies.delete('__Host-hub');
    await official.submit(`/queries/${id}/give-information`, { information: reply });
    expect(official.shown.status).toBe(401);
    expect(official.shown.html).toContain(reply);
    const elsewhere = official.tab();
    await elsewhere.open('/sign-in');
    await world.signInAt(elsewhere, 'mutinta');
    expect(official.cookies.get('__Host-hub')).not.toBe(ended);
    const form = official.filled(`/queries/${id}/give-information`);
    // The button is pressed twice before the first answer is there.
    const twice = official.tab();
    await Promise.all([
      official.post(`/queries/${id}/give-information`, form),
      twice.post(`/queries/${id}/give-information`, form),
    ]);
    expect(official.shown.path).toBe(`/queries/${id}`);
    expect(twice.shown.path).toBe(`/queries/${id}`);
    expect((await world.ledgerOf(id)).filter((code) => code === 'information-given')).toHaveLength(1);
    expect(official.shown.html.split(reply)).toHaveLength(2);
    // The date has moved by the time that was waited, and the page says so.
    expect((await dueAt()) > before).toBe(true);
    expect(official.shown.html).toMatch(/paused for \d+ working days? while we waited for your reply/);
    expect(await kinds(id, 'ingrid')).toContain('information-arrived');
    expect((await thread('ingrid')).said.map(({ kind }) => kind)).toEqual([
      'question',
      'information-asked',
      'information',
    ]);
  });
});

describe('the secretariat, which reads nothing, asks', () => {
  test('whether the topic is right, and the reply sets it right', async () => {
    const other = await people.sent('mutinta', { language: 'ru', topic: 'other' });
    await world.hub.drain();
    await people.post('helen', `/queries/${other}/ask-about`, { about: 'topic' }, await people.versionOf(other));
    await official.open(`/queries/${other}`);
    expect(official.shown.html).toContain('is the topic right?');
    expect(official.shown.html).not.toContain('Why this date');
    await official.submit(`/queries/${other}/give-information`, {
      information: 'It is about detention.',
      topic: 'detention',
    });
    expect(official.shown.path).toBe(`/queries/${other}`);
    expect(await world.itemIn('Queries', { id: other })).toMatchObject({ topic: 'detention', status: 'submitted' });
    // A question that waited for its asker is routed again once they have replied.
    await world.hub.drain();
    expect((await world.ledgerOf(other)).filter((code) => code !== 'opened')).toEqual([
      ...['drafted', 'submitted', 'unplaced', 'information-asked', 'information-given', 'unplaced'],
    ]);
  });
});

describe('at any time the asker', () => {
  test('adds something unasked: the expert is told, and the clock takes no notice', async () => {
    const before = await dueAt();
    await official.open(`/queries/${id}`);
    await official.submit(`/queries/${id}/add-information`, { information: 'The bill was tabled today.' });
    expect(official.shown.html).toContain('The bill was tabled today.');
    expect(await dueAt()).toBe(before);
    expect((await expert.open(`/queries/${id}`)).html).toContain('The bill was tabled today.');
  });

  test('lets it wait and go on, and the date moves by the days between', async () => {
    const before = await dueAt();
    await official.open(`/queries/${id}`);
    await official.submit(`/queries/${id}/pause`);
    expect(official.shown.html).toContain('as you asked');
    expect((await thread('mutinta')).clock.state).toBe('paused');
    // The expert writes on, and hands in once it goes on.
    expect(() => expert.filled(`/queries/${id}/ask-review`)).not.toThrow();
    await expert.open(`/queries/${id}`);
    expect(() => expert.filled(`/queries/${id}/ask-review`)).toThrow();
    expect(expert.shown.html).toContain('as the asker wished');
    const fortnight = 14 * 86_400_000;
    await passUntil(world, id, ({ pause }) => new Date(Date.parse(pause?.since ?? '') + fortnight).toISOString());
    const shifted = await dueAt();
    expect(shifted < before).toBe(true);
    await official.open(`/queries/${id}`);
    await official.submit(`/queries/${id}/resume`);
    const { calendar } = shippedSettings;
    const moved = Date.parse(await dueAt()) - Date.parse(shifted);
    expect(Math.round(moved / 86_400_000)).toBeGreaterThanOrEqual(13);
    expect(dateOn(await dueAt(), calendar) >= dateOn(before, calendar)).toBe(true);
    expect((await thread('mutinta')).clock.state).not.toBe('paused');
  });
});
