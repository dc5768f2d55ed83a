import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { steps } from '../stack/steps.ts';
import { openWorld, type World } from '../stack/world.ts';
import { launchChromium } from './chromium.ts';
import { follow } from './following.ts';
import { leaveIdle, signedIn, signInAt } from './signing-in.ts';

let world: World;
let chromium: Browser;
beforeAll(async () => {
  [world, chromium] = await Promise.all([openWorld(), launchChromium()]);
});
afterAll(async () => {
  await chromium.close();
  await world.stop();
});

const buttonTo = (page: Page, action: string) =>
  page.locator(`main form[action="${action}"] [type=submit]:not([formaction]), main [formaction="${action}"]`).first();
/** Presses it twice as fast as a hand does, and waits until the page that answers is there and nothing more is asked. */
async function twice(page: Page, action: string): Promise<void> {
  await follow(buttonTo(page, action), 'dblclick');
  await page.waitForLoadState('networkidle');
}
const counted = async (id: string, code: string) => (await world.ledgerOf(id)).filter((each) => each === code).length;
const advice = (page: Page) => page.locator('textarea[name=advice]');

describe.each([
  ['off', false, 'salim', 'ratification', 'en'],
  ['on', true, 'mariem', 'npm', 'ar'],
] as const)('with scripts %s', (_, scripts, asker, topic, language) => {
  let id: string;
  let expert: string;
  let page: Page;
  beforeAll(async () => {
    ({ id, expert } = await steps(world).accepted(asker, { topic, language }));
    page = await signedIn({ world, chromium, javaScriptEnabled: scripts }, expert, `/queries/${id}`);
  });

  test('a double click saves a draft once, and asks for information once', async () => {
    const before = await steps(world).versionOf(id);
    await advice(page).fill('The first half.');
    await twice(page, `/queries/${id}/save-advice`);
    await expect.poll(() => steps(world).versionOf(id)).toBe(before + 1);
    await page.goto(`${world.hub.origin}/queries/${id}`);
    expect(await advice(page).inputValue()).toBe('The first half.');
    await page.fill('[name=asked]', 'Which law do you mean?');
    await twice(page, `/queries/${id}/ask-information`);
    await expect.poll(() => counted(id, 'information-asked')).toBe(1);
    await page.goto(`${world.hub.origin}/queries/${id}`);
    expect(await page.getByText('Which law do you mean?').count()).toBe(1);
    const waiting = await signedIn({ world, chromium, javaScriptEnabled: scripts }, asker, `/queries/${id}`);
    await waiting.fill('main [name=information]', 'The law of 1998.');
    await twice(waiting, `/queries/${id}/give-information`);
    await expect.poll(() => counted(id, 'information-given')).toBe(1);
    await waiting.goto(`${world.hub.origin}/queries/${id}`);
    expect(await waiting.getByText('The law of 1998.').count()).toBe(1);
    await waiting.context().close();
  });

  test('two tabs: the second does not write over the first, and shows both texts until one is chosen', async () => {
    await page.goto(`${world.hub.origin}/queries/${id}`);
    const other = await page.context().newPage();
    await other.goto(`${world.hub.origin}/queries/${id}`);
    await advice(page).fill('As I wrote it here.');
    await follow(buttonTo(page, `/queries/${id}/save-advice`));
    await advice(other).fill('As I wrote it there.');
    await follow(buttonTo(other, `/queries/${id}/save-advice`));
    expect(await other.locator('.two-versions').innerText()).toContain('As I wrote it here.');
    expect(await advice(other).inputValue()).toBe('As I wrote it there.');
    // Sent again, knowing both: now it is theirs.
    await follow(buttonTo(other, `/queries/${id}/save-advice`));
    expect(new URL(other.url()).pathname).toBe(`/queries/${id}`);
    expect(await advice(other).inputValue()).toBe('As I wrote it there.');
    await other.close();
  });

  test('a session that ends while advice is written loses none of it', async () => {
    await page.goto(`${world.hub.origin}/queries/${id}`);
    await advice(page).fill('Written for half an hour.\n\nAnd half an hour more.');
    await leaveIdle(world, expert, 31);
    const before = await steps(world).versionOf(id);
    await follow(buttonTo(page, `/queries/${id}/save-advice`));
    await page.getByText('You were signed out before this was sent').waitFor();
    expect(await steps(world).versionOf(id)).toBe(before);
    const tab = await page.context().newPage();
    await tab.goto(`${world.hub.origin}/sign-in?next=/home`);
    await signInAt(tab, world, expert);
    await tab.close();
    await follow(page.locator('main [type=submit]').first());
    expect(new URL(page.url()).pathname).toBe(`/queries/${id}`);
    expect(await advice(page).inputValue()).toBe('Written for half an hour.\n\nAnd half an hour more.');
    expect(await steps(world).versionOf(id)).toBe(before + 1);
  });

  test('Back after handing in finds the page as it is now, and nothing is handed in twice', async () => {
    await page.goto(`${world.hub.origin}/queries/${id}`);
    await advice(page).fill('The whole of it.');
    await twice(page, `/queries/${id}/ask-review`);
    await expect.poll(() => counted(id, 'review-asked')).toBe(1);
    expect(new URL(page.url()).pathname).toBe(`/queries/${id}`);
    await page.goto(`${world.hub.origin}/queue`);
    await page.goBack();
    expect(new URL(page.url()).pathname).toBe(`/queries/${id}`);
    expect(await page.locator(`[formaction="/queries/${id}/ask-review"]`).count()).toBe(0);
    expect(await counted(id, 'review-asked')).toBe(1);
  });
});
