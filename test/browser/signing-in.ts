import type { Page } from 'playwright-core';
import { demoPassword } from '../../local/demo-people.ts';
import type { World } from '../stack/world.ts';

/** Goes through the steps of signing in, on a page that is at the first. */
export async function signInAt(page: Page, world: World, name: string): Promise<void> {
  const email = world.emailOf(name);
  await page.fill('[name=email]', email);
  await page.fill('[name=password]', demoPassword);
  await page.locator('form[action="/sign-in"] button[type=submit]').click();
  await page.fill('[name=code]', world.hub.people.codeOf(email) ?? '');
  await page.locator('form[action="/sign-in/code"] button[type=submit]').click();
  await page.waitForURL(({ pathname }) => !pathname.startsWith('/sign-in'));
}
