import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, type World } from '../stack/world.ts';
import { launchChromium } from './chromium.ts';
import { follow } from './following.ts';
import { signInAt } from './signing-in.ts';
import { stopClock } from './still-clock.ts';

let world: World;
let chromium: Browser;
beforeAll(async () => {
  [world, chromium] = await Promise.all([openWorld(), launchChromium()]);
});
afterAll(async () => {
  await chromium.close();
  await world.stop();
});

const secondsAgo = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();

async function sessionOf(name: string): Promise<Record<string, unknown>> {
  const items = await world.everythingIn('Directory');
  const own = items.find(
    ({ key, personId }) => String(key).startsWith('session#') && personId === world.personOf(name).id,
  );
  return own ?? {};
}

/** So many seconds are left of their session, as far as the hub knows. */
const leave = async (name: string, seconds: number) =>
  world.craft(
    'Directory',
    { key: String((await sessionOf(name)).key) },
    { lastSeenAt: secondsAgo(1800 - seconds), startedAt: secondsAgo(3600) },
  );

/** What a window asked of the hub about its session, the sentences it spoke, and how often it began to wait for the next. */
type Writing = { page: Page; asked: string[]; spoken: () => Promise<string[]>; waits: () => Promise<number> };

/** A window whose clock obeys the test, in which this person writes. */
async function writing(name: string): Promise<Writing> {
  const context = await chromium.newContext();
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/session')) asked.push(`${request.method()} ${pathname}`);
  });
  await stopClock(page);
  await page.goto(`${world.hub.origin}/sign-in?next=/ask/question?about=general&lang=en`);
  await signInAt(page, world, name);
  await page.fill('[name=title]', 'Half a title');
  await page.evaluate(() => {
    const heard: string[] = [];
    const spoken = document.querySelector('[aria-live=assertive]');
    if (spoken)
      new MutationObserver(() => heard.push(spoken.textContent ?? '')).observe(spoken, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    const { setTimeout } = window;
    const begun = { heard, waits: 0 };
    window.setTimeout = ((...timer: Parameters<typeof setTimeout>) => {
      if (Number(timer[1]) >= 10_000) begun.waits += 1;
      return setTimeout(...timer);
    }) as typeof setTimeout;
    Object.assign(globalThis, { begun });
  });
  const begun = () => page.evaluate<{ heard: string[]; waits: number }>(() => Reflect.get(globalThis, 'begun'));
  return { page, asked, spoken: async () => (await begun()).heard, waits: async () => (await begun()).waits };
}

const dialogOf = (page: Page) => page.locator('dialog.session');
const minutes = (count: number) => count * 60_000;

describe('before a session ends', () => {
  test('it is said at 5 minutes, 60, 30 and 15 seconds, and never in between; nothing typed is lost', async () => {
    const { page, asked, spoken, waits } = await writing('litia');
    await page.clock.fastForward(minutes(23));
    expect(asked).toEqual([]);
    await leave('litia', 360);
    await page.clock.fastForward(minutes(1));
    // The clock of the window may be moved on once it waits again: before, it has not read what the hub said.
    await expect.poll(waits).toBe(1);
    expect(asked).toHaveLength(1);
    expect(await dialogOf(page).isVisible()).toBe(false);
    for (const [left, passes] of [
      [300, 60],
      [60, 240],
      [30, 30],
      [15, 15],
    ] as const) {
      await leave('litia', left);
      await page.clock.fastForward(passes * 1000 + 1000);
      await dialogOf(page).waitFor();
      await expect
        .poll(async () => (await spoken()).at(-1))
        .toMatch(left === 300 ? '5 min' : left === 60 ? '1 min' : `${left} sec`);
    }
    expect(await spoken()).toHaveLength(4);
    await leave('litia', -1);
    await page.clock.fastForward(16_000);
    await page.getByText('What you typed is still on this page').waitFor();
    expect(await spoken()).toHaveLength(4);
    await page.locator('[data-part=back]').click();
    expect(await page.inputValue('[name=title]')).toBe('Half a title');
    expect(asked.every((request) => request === 'GET /session')).toBe(true);
  });

  test('to ask how long it lasts does not prolong it; to stay does', async () => {
    const { page, asked, waits } = await writing('josefa');
    await leave('josefa', 290);
    const before = (await sessionOf('josefa')).lastSeenAt;
    await page.clock.fastForward(minutes(24));
    await dialogOf(page).waitFor();
    expect((await sessionOf('josefa')).lastSeenAt).toBe(before);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Stay signed in');
    const pressedAt = Date.now();
    await page.keyboard.press('Enter');
    await dialogOf(page).waitFor({ state: 'hidden' });
    expect(Date.parse(String((await sessionOf('josefa')).lastSeenAt))).toBeGreaterThanOrEqual(pressedAt);
    expect(asked).toEqual(['GET /session', 'POST /session/stay']);
    expect(await page.inputValue('[name=title]')).toBe('Half a title');
    // Another tab prolonged it: nothing is said.
    await page.clock.fastForward(minutes(26));
    await expect.poll(waits).toBe(3);
    expect(asked).toHaveLength(3);
    expect(await dialogOf(page).isVisible()).toBe(false);
  });

  test('who has been here for twelve hours is told that it cannot be prolonged, and may sign out', async () => {
    const { page } = await writing('rachidatou');
    const key = String((await sessionOf('rachidatou')).key);
    await world.craft('Directory', { key }, { startedAt: secondsAgo(12 * 3600 - 200) });
    await page.clock.fastForward(minutes(24));
    await page.getByText('12 hours at most').waitFor();
    expect(await page.locator('[data-part=stay]').isVisible()).toBe(false);
    await follow(dialogOf(page).locator('form button'));
    expect(new URL(page.url()).pathname).toBe('/signed-out');
    expect(await sessionOf('rachidatou')).toEqual({});
  });
});
