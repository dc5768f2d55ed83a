import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Browser } from './browser.ts';
import { routeCosts, wasteful } from './route-costs.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let here: Browser;
let there: Browser;
beforeAll(async () => {
  world = await openWorld();
  here = await world.browserOf('litia');
  there = await world.browserOf('litia');
});
afterAll(async () => {
  expect(wasteful(routeCosts(world.hub))).toEqual([]);
  await world.stop();
});

const personItem = () => world.itemIn('Directory', { key: `person#${world.personOf('litia').id}` });
const isIn = async (browser: Browser) => (await browser.tab().open('/queries')).path === '/queries';
const sessionsOn = (html: string) => [...html.matchAll(/name="session" value="(\w{64})"/g)].map(([, id]) => id ?? '');

describe('an account', () => {
  test('lists where its person is signed in, and nobody else’s sessions', async () => {
    const { html } = await here.open('/account');
    expect(html.match(/This browser/g)).toHaveLength(1);
    expect(sessionsOn(html)).toHaveLength(1);
    const [other = ''] = sessionsOn(html);
    const stranger = await world.browserOf('wilmer');
    expect((await stranger.open('/account')).html).not.toContain(other);
    const form = new URLSearchParams({ session: other });
    expect((await stranger.post('/account/end-session', form)).status).toBe(404);
    expect(await isIn(there)).toBe(true);
  });

  test('ends one of them with the next request, and says so once', async () => {
    const { html } = await here.submit('/account/end-session');
    expect(html).toContain('That session has ended.');
    expect(sessionsOn(html)).toEqual([]);
    expect((await here.open('/account')).html).not.toContain('That session has ended.');
    expect([await isIn(here), await isIn(there)]).toEqual([true, false]);
  });

  test('ends all others, which goes on record', async () => {
    there = await world.browserOf('litia');
    await here.open('/account');
    expect((await here.submit('/account/end-sessions')).html).toContain('All your other sessions have ended.');
    expect([await isIn(here), await isIn(there)]).toEqual([true, false]);
    expect(await world.ledgerOf(world.personOf('litia').id)).toContain('sessions-ended');
  });

  test('keeps the language and the time zone, and shows the next page in them', async () => {
    await here.open('/account');
    const { html } = await here.submit('/account/details', { locale: 'fr', timeZone: 'Africa/Dakar' });
    expect(html).toContain('<html lang="fr"');
    expect(html).toContain('Vos informations sont enregistrées.');
    expect(html).toMatch(/<option value="Africa\/Dakar" selected>/);
    const bad = await here.submit('/account/details', { timeZone: 'Mars/Olympus' });
    expect(bad.status).toBe(422);
    expect(bad.html).toContain('href="#timeZone"');
  });

  test('gives its person all that is kept of them, and nothing of anybody else', async () => {
    const { status, headers, html: text } = await here.open('/account/data');
    expect([status, headers.get('content-disposition')]).toEqual([
      200,
      'attachment; filename="advice-hub-account.json"',
    ]);
    const Data = z.strictObject({
      madeAt: z.string(),
      person: z.looseObject({ id: z.string(), email: z.string() }),
      sessions: z.array(z.strictObject({ startedAt: z.string(), lastSeenAt: z.string() })),
      // Who else did something is told by their part alone.
      ledger: z.array(z.strictObject({ at: z.string(), code: z.string(), details: z.looseObject({}), by: z.string() })),
    });
    const { person, sessions, ledger } = Data.parse(JSON.parse(text));
    const { id, email } = world.personOf('litia');
    expect(person).toMatchObject({ id, email, locale: 'fr', timeZone: 'Africa/Dakar' });
    expect(sessions).toHaveLength(1);
    expect(ledger.map(({ code }) => code)).toEqual(['sessions-ended', 'details-changed']);
    expect(new Set(ledger.map(({ by }) => by))).toEqual(new Set(['yourself']));
  });
});

describe('shortcuts', () => {
  test('has keys for shortcuts only for who asked for them, and keeps the choice of who does not speak of it', async () => {
    const keys = /<dialog class="keys"/;
    expect((await here.open('/account')).html).not.toMatch(keys);
    expect((await here.submit('/account/details', { shortcuts: 'on' })).html).toMatch(keys);
    expect((await here.open('/queries')).html).toMatch(keys);
    await here.open('/account');
    const silent = here.filled('/account/details', { timeZone: 'Pacific/Fiji' });
    silent.delete('shortcuts');
    expect((await here.post('/account/details', silent)).status).toBe(200);
    expect(await personItem()).toMatchObject({ shortcuts: true });
    await here.open('/account');
    expect((await here.submit('/account/details', { shortcuts: 'off' })).html).not.toMatch(keys);
  });
});
