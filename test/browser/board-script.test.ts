import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { steps } from '../stack/steps.ts';
import { openWorld, type World } from '../stack/world.ts';
import { launchChromium } from './chromium.ts';
import { follow } from './following.ts';
import { signInAt } from './signing-in.ts';
import { stopClock } from './still-clock.ts';

let world: World;
let chromium: Browser;
let page: Page;
const asked: string[] = [];

beforeAll(async () => {
  [world, chromium] = await Promise.all([openWorld(), launchChromium()]);
  for (let number = 0; number < 3; number += 1)
    await steps(world).sent('litia', { topic: 'redress', confidentiality: 'restricted' });
  await world.hub.drain();
  page = await (await chromium.newContext()).newPage();
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname === '/board/news') asked.push(pathname);
  });
  await page.clock.install();
  await page.goto(`${world.hub.origin}/sign-in?next=/board&lang=en`);
  await signInAt(page, world, 'helen');
});
afterAll(async () => {
  await chromium.close();
  await world.stop();
});

const focused = () => page.evaluate(() => document.activeElement?.getAttribute('href') ?? '');
const links = () => page.locator('.board tbody th a').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
const selected = () => page.locator('.selection [role=status]').innerText();
const ticked = () => page.locator('[name=chosen]:checked').count();
const pathname = () => new URL(page.url()).pathname;

describe('the rows that are selected', () => {
  test('are counted where a screen reader hears it, politely', async () => {
    expect(await selected()).toBe('0 selected');
    await page.locator('[name=chosen]').nth(0).check();
    expect(await selected()).toBe('1 selected');
    await page.locator('[name=chosen]').nth(2).check();
    expect(await selected()).toBe('2 selected');
  });

  test('are all of the page, or none, at one press', async () => {
    await page.getByRole('button', { name: 'Select all 3 rows of this page' }).click();
    expect([await selected(), await ticked()]).toEqual(['3 selected', 3]);
    await page.getByRole('button', { name: 'Clear the selection' }).click();
    expect([await selected(), await ticked()]).toEqual(['0 selected', 0]);
  });

  test('are counted in the forms of the language', async () => {
    await page.goto(`${world.hub.origin}/board?lang=ar`);
    await page.locator('[data-part=all]').click();
    expect(await selected()).toBe('حُدِّدت 3 استفسارات');
    await page.locator('[name=chosen]').nth(0).uncheck();
    expect(await selected()).toBe('حُدِّد استفساران');
    await page.goto(`${world.hub.origin}/board?lang=en`);
  });
});

describe('what is new', () => {
  test('is asked for every two minutes, said, and shown only when somebody wants it', async () => {
    asked.splice(0);
    await page.clock.runFor(60_000);
    expect(asked).toEqual([]);
    await page.clock.runFor(61_000);
    await expect.poll(() => asked.length).toBe(1);
    expect(await page.locator('.news').innerText()).toBe('');
    await steps(world).sent('semi', { topic: 'redress', confidentiality: 'restricted' });
    await world.hub.drain();
    await page.clock.runFor(121_000);
    const said = page.getByText('1 query has come or changed since you opened this page.');
    await said.waitFor();
    expect(await links()).toHaveLength(3);
    await follow(page.getByRole('link', { name: 'Reload' }));
    expect(await links()).toHaveLength(4);
    expect(await page.locator('.news').innerText()).toBe('');
  });

  test('is not asked for while nobody looks, nor does asking keep a session alive', async () => {
    const sessions = async () =>
      (await world.everythingIn('Directory'))
        .filter(({ key, personId }) => String(key).startsWith('session#') && personId === world.personOf('helen').id)
        .map(({ lastSeenAt }) => lastSeenAt);
    const [session] = (await world.everythingIn('Directory')).filter(
      ({ key, personId }) => String(key).startsWith('session#') && personId === world.personOf('helen').id,
    );
    const lastSeenAt = new Date(Date.now() - 20 * 60_000).toISOString();
    await world.craft('Directory', { key: String(session?.key) }, { lastSeenAt });
    asked.splice(0);
    await page.clock.runFor(121_000);
    await expect.poll(() => asked.length).toBe(1);
    expect(await sessions()).toEqual([lastSeenAt]);

    const hidden = (value: boolean) =>
      page.evaluate((isHidden) => {
        Object.defineProperty(document, 'visibilityState', {
          configurable: true,
          get: () => (isHidden ? 'hidden' : 'visible'),
        });
        document.dispatchEvent(new Event('visibilitychange'));
      }, value);
    await hidden(true);
    await page.clock.runFor(600_000);
    expect(asked).toHaveLength(1);
    await hidden(false);
    await page.clock.runFor(1000);
    await expect.poll(() => asked.length).toBe(2);
  });

  test('is asked for no more once the session has ended', async () => {
    await page.goto(`${world.hub.origin}/board`);
    const lastSeenAt = new Date(Date.now() - 31 * 60_000).toISOString();
    for (const { key, personId } of await world.everythingIn('Directory'))
      if (String(key).startsWith('session#') && personId === world.personOf('helen').id)
        await world.craft('Directory', { key: String(key) }, { lastSeenAt });
    asked.splice(0);
    await page.clock.runFor(700_000);
    await expect.poll(() => asked.length).toBe(1);
    await page.clock.runFor(300_000);
    expect(asked).toHaveLength(1);
  });
});

describe('keys', () => {
  beforeAll(async () => {
    page = await (await chromium.newContext()).newPage();
    await stopClock(page);
    await page.goto(`${world.hub.origin}/sign-in?next=/board&lang=en`);
    await signInAt(page, world, 'yusuf');
  });

  test('do nothing for who did not ask for them', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('p');
    await page.keyboard.press('j');
    await page.keyboard.press('?');
    expect([pathname(), await page.locator('dialog[open]').count(), await focused()]).toEqual(['/board', 0, '']);
    expect(await page.locator('[data-keys]').count()).toBe(0);
  });

  test('are switched on in the account, and lead where the links lead', async () => {
    await page.goto(`${world.hub.origin}/account`);
    await page.locator('[name=shortcuts][value=on]').check();
    await follow(page.locator('form[action="/account/details"] [type=submit]'));
    expect(await page.locator('.done').count()).toBe(1);
    for (const [letter, path] of [
      ['p', '/people'],
      ['s', '/settings'],
      ['r', '/response-times'],
      ['i', '/inbox'],
      ['b', '/board'],
    ] as const) {
      await page.keyboard.press('g');
      await page.keyboard.press(letter);
      await page.waitForURL(`**${path}`);
    }
  });

  test('that belong together are pressed within a second and a half, and after it each is a key of its own', async () => {
    const afterG = async (milliseconds: number, letter: string) => {
      await page.keyboard.press('g');
      await page.clock.runFor(milliseconds);
      await page.keyboard.press(letter);
    };
    await afterG(1499, 'j');
    expect(await focused()).toBe('');
    await afterG(1500, 'j');
    expect(await focused()).toBe((await links())[0]);
    await afterG(1499, 'p');
    await page.waitForURL('**/people');
    await page.goto(`${world.hub.origin}/board`);
  });

  test('go from row to row, and select', async () => {
    const rows = await links();
    await page.keyboard.press('j');
    expect(await focused()).toBe(rows[0]);
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    expect(await focused()).toBe(rows[1]);
    expect(await page.locator('[name=chosen]').nth(1).isChecked()).toBe(true);
    expect(await selected()).toBe('1 selected');
    await page.keyboard.press('k');
    expect(await focused()).toBe(rows[0]);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/card$/);
    await page.goBack();
  });

  test('are listed by a key and by a button, and shut with Escape', async () => {
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    expect(await page.locator('dialog.keys dt').allInnerTexts()).toEqual([
      ...['g b', 'g r', 'g p', 'g s', 'g i', 'j', 'k', 'x', '?'],
    ]);
    await page.keyboard.press('Escape');
    expect(await page.locator('dialog[open]').count()).toBe(0);
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
    expect(await page.locator('dialog[open]').count()).toBe(1);
    await page.getByRole('button', { name: 'Close' }).click();
    expect(await page.locator('dialog[open]').count()).toBe(0);
  });

  test('are letters while somebody writes', async () => {
    await page.goto(`${world.hub.origin}/people`);
    await page.locator('main [name=find]').first().focus();
    await page.keyboard.type('gb?jx');
    expect([pathname(), await page.locator('dialog[open]').count()]).toEqual(['/people', 0]);
    expect(await page.locator('main [name=find]').first().inputValue()).toBe('gb?jx');
  });
});
