import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoPassword } from '../../local/demo-people.ts';
import type { Browser } from './browser.ts';
import { reasonOf } from './client.ts';
import { asking } from './steps.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
/** What a person with this cookie gets of the first page of everybody. */
const homeOf = async (cookie: string) => (await world.wire.html('GET', '/home', { cookie })).headers.location;
const signIn = '/sign-in?next=%2Fhome';
const cookieIn = (browser: Browser) => browser.cookies.get('__Host-hub') ?? '';

describe('a session ends', () => {
  const sessionsOf = async (name: string) =>
    (await world.everythingIn('Directory')).filter(
      ({ key, personId }) => String(key).startsWith('session#') && personId === world.personOf(name).id,
    );

  test('when its person signs out: the cookie opens nothing any more', async () => {
    const browser = await world.browserOf('josefa');
    const cookie = cookieIn(browser);
    expect(await homeOf(cookie)).toBe('/queries');
    const fields = browser.filled('/sign-out');
    const { headers } = await world.wire.html('POST', '/sign-out', { cookie, fields: String(fields) });
    expect(headers['clear-site-data']).toContain('"cookies"');
    expect(headers['set-cookie']?.[0]).toMatch(/^__Host-hub=;.*Max-Age=0/);
    expect(await homeOf(cookie)).toBe(signIn);
    expect(await sessionsOf('josefa')).toEqual([]);
  });

  test.each([
    [29, 60, '/queries'],
    [31, 60, signIn],
    [0, 12 * 60 - 1, '/queries'],
    [0, 12 * 60 + 1, signIn],
  ])('after half an hour unused and after half a day: %i minutes idle, %i minutes old', async (idle, age, leadsTo) => {
    const { cookie } = await world.credentialsOf('litia');
    const [session] = await sessionsOf('litia');
    const key = { key: String(session?.key) };
    await world.craft('Directory', key, { lastSeenAt: minutesAgo(idle), startedAt: minutesAgo(age) });
    expect(await homeOf(cookie)).toBe(leadsTo);
  });

  test('but not while it is used: each look at a page counts', async () => {
    const { cookie } = await world.credentialsOf('litia');
    const [session] = await sessionsOf('litia');
    await world.craft(
      'Directory',
      { key: String(session?.key) },
      { lastSeenAt: minutesAgo(29), startedAt: minutesAgo(60) },
    );
    const lookedAt = Date.now();
    await homeOf(cookie);
    const [after] = await sessionsOf('litia');
    expect(Date.parse(String(after?.lastSeenAt))).toBeGreaterThanOrEqual(lookedAt);
    expect(after?.startedAt).not.toBe(after?.lastSeenAt);
  });

  test('at once when its person is suspended, and the token with it', async () => {
    const { cookie, token } = await world.credentialsOf('grace');
    expect(await homeOf(cookie)).toBe('/queue');
    expect((await world.wire.json('GET', '/queue', { token })).status).toBe(200);
    await world.suspend('grace');
    expect(await homeOf(cookie)).toBe(signIn);
    expect((await world.wire.json('GET', '/queue', { token })).status).toBe(401);
  });

  test('of an API client as of a browser: unused, signed out, or ended from another window', async () => {
    const ends: Record<string, (token: string) => Promise<unknown>> = {
      rosa: async () => {
        const [session] = await sessionsOf('rosa');
        await world.craft('Directory', { key: String(session?.key) }, { lastSeenAt: minutesAgo(31) });
      },
      tomas: (token) => world.wire.json('POST', '/sign-out', { token, input: {} }),
      ingrid: async () => {
        const browser = await world.browserOf('ingrid');
        await browser.open('/account');
        await browser.submit('/account/end-sessions');
        expect(await homeOf(cookieIn(browser))).toBe('/queue');
      },
    };
    for (const [name, end] of Object.entries(ends)) {
      const { token } = await world.credentialsOf(name);
      expect((await world.wire.json('GET', '/queue', { token })).status).toBe(200);
      await end(token);
      const answer = await world.wire.json('GET', '/queue', { token });
      expect([name, answer.status, reasonOf(answer)]).toEqual([name, 401, 'signed-out']);
    }
  });

  test('and nobody is given a token of the pool, with which its holder could change address, password and device', async () => {
    const { email } = world.personOf('josefa');
    const first = await world.wire.json('POST', '/sign-in', { input: { email, password: demoPassword } });
    const code = world.hub.people.codeOf(email) ?? '';
    const input = { email, challenge: JSON.parse(first.text).challenge, code };
    const signedIn = await world.wire.json('POST', '/sign-in/code', { input });
    const { token, idleSeconds, ...more } = JSON.parse(signedIn.text);
    expect([idleSeconds, more]).toEqual([1800, {}]);
    expect(token).toMatch(new RegExp(`^${world.personOf('josefa').id}\\.[\\w-]{43}$`));
  });

  test('in the middle of a form: the text comes back, and goes out once after signing in again', async () => {
    const browser = await world.browserOf('rachidatou');
    await browser.open('/ask/question?about=general');
    const typed = { ...asking, body: 'Typed for an hour.\n\n“Quoted” <b>and</b> marked & kept.' };
    const [session] = await sessionsOf('rachidatou');
    await world.craft('Directory', { key: String(session?.key) }, { lastSeenAt: minutesAgo(31) });
    expect((await browser.submit('/queries', typed)).status).toBe(401);
    expect(Object.fromEntries(browser.filled('/queries'))).toMatchObject(typed);
    // Too soon: still signed out, still nothing lost.
    expect((await browser.submit('/queries')).status).toBe(401);
    expect(Object.fromEntries(browser.filled('/queries'))).toMatchObject(typed);
    const tab = browser.tab();
    await tab.open('/sign-in?next=/home');
    await world.signInAt(tab, 'rachidatou');
    const again = browser.tab();
    await browser.submit('/queries');
    await again.submit('/queries');
    expect(browser.shown.path).toMatch(/^\/queries\/\w{26}\/check$/);
    expect(again.shown.path).toBe(browser.shown.path);
    expect(browser.shown.html).toContain('Typed for an hour.');
    const own = (await world.everythingIn('Queries')).filter(
      ({ askerId }) => askerId === world.personOf('rachidatou').id,
    );
    expect(own).toHaveLength(1);
  });
});
