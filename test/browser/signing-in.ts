import type { Browser, Page } from 'playwright-core';
import { demoPassword } from '../../local/demo-people.ts';
import type { World } from '../stack/world.ts';
import { follow } from './following.ts';

/** Goes through the steps of signing in, on a page that is at the first. */
export async function signInAt(page: Page, world: World, name: string): Promise<void> {
  const email = world.emailOf(name);
  await page.fill('[name=email]', email);
  await page.fill('[name=password]', demoPassword);
  await follow(page.locator('form[action="/sign-in"] button[type=submit]'));
  await page.fill('[name=code]', world.hub.people.codeOf(email) ?? '');
  await follow(page.locator('form[action="/sign-in/code"] button[type=submit]'));
}

type Window = { world: World; chromium: Browser; javaScriptEnabled?: boolean };

/** A window of their own in which this person is signed in, in English, and stands at `path`. */
export async function signedIn(
  { world, chromium, javaScriptEnabled = true }: Window,
  name: string,
  path: string,
): Promise<Page> {
  const page = await (await chromium.newContext({ javaScriptEnabled })).newPage();
  await page.goto(`${world.hub.origin}/?lang=en`);
  await page.goto(`${world.hub.origin}${path}`);
  await signInAt(page, world, name);
  return page;
}

/** Every session of this person was last used so many minutes ago. */
export async function leaveIdle(world: World, name: string, minutes: number): Promise<void> {
  const lastSeenAt = new Date(Date.now() - minutes * 60_000).toISOString();
  for (const { key, personId } of await world.everythingIn('Directory'))
    if (String(key).startsWith('session#') && personId === world.personOf(name).id)
      await world.craft('Directory', { key: String(key) }, { lastSeenAt });
}
