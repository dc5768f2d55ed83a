import { readFileSync, writeFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { samples } from '../rules/web-samples.ts';
import { launchChromium } from './chromium.ts';
import { assetOf } from './many-pages.ts';

/**
 * What a screen reader calls every control of the main pages, in English, role by role. `CONTROLS=write` writes the file
 * anew, for whoever changed a page to look through: nothing here says that a name is a good one.
 */
const stored = new URL('./controls.txt', import.meta.url);

const pages = {
  nobody: ['start', 'sign-in', 'sign-in-code', 'help'],
  official: [
    ...['ask-begun', 'question', 'background', 'contact-mail', 'check', 'receipt'],
    'my-queries',
    'thread-information',
    'thread-answered',
    'timeline',
    'access',
    'inbox of an official',
    'account',
  ],
  expert: ['queue', 'offer', 'thread-expert-at-work', 'thread-expert-clearing', 'clearance', 'recuse', 'profile'],
  secretariat: [
    ...['board', 'together', 'card', 'extend', 'glass', 'people-experts', 'person-expert', 'invite-expert-refused'],
    ...['import-plan', 'institutions', 'institution', 'response-times', 'settings', 'settings-preview'],
  ],
  auditor: ['ledgers', 'ledger', 'ledgers-verified'],
};

// A group is no control, but what several boxes are about.
const roles = 'button|checkbox|combobox|group|link|listbox|menuitem|radio|searchbox|spinbutton|switch|textbox';
const control = new RegExp(`^\\s*- ((?:${roles})\\b(?: "(?:[^"\\\\]|\\\\.)*")?)`);

let chromium: Browser;
let page: Page;
beforeAll(async () => {
  chromium = await launchChromium();
  page = await (await chromium.newContext()).newPage();
  const style = assetOf('css');
  await page.route('**/*.css', (route) => route.fulfill({ contentType: 'text/css', body: style }));
});
afterAll(() => chromium.close());

/** The controls within a part of the page, as the browser tells them to a screen reader. */
async function controlsIn(part: string): Promise<string[]> {
  const tree = await page.locator(part).ariaSnapshot();
  const found = tree.split('\n').flatMap((line) => control.exec(line)?.[1] ?? []);
  // What is unfolded is a group without a name; a row of the same is written once.
  return found.filter((one, at) => one !== 'group' && (one !== found[at - 1] || !one.startsWith('link')));
}

async function show(name: string): Promise<void> {
  const found = samples.find((sample) => sample.name === name);
  if (!found) throw new Error(`there is no sample "${name}"`);
  await page.setContent(found.render({ locale: 'en' }));
  // What is folded away is nothing to a screen reader until it is unfolded.
  await page.evaluate(() => {
    for (const folded of document.querySelectorAll('details')) folded.open = true;
  });
}

test('every control of the main pages has the name that it is known by', async () => {
  const lines: string[] = [];
  const nameless: string[] = [];
  for (const [role, names] of Object.entries(pages)) {
    await show(names[0] ?? '');
    const around = [...(await controlsIn('header')), ...(await controlsIn('footer'))];
    lines.push(`# ${role}: around every page`, ...around, '');
    for (const name of names) {
      await show(name);
      const controls = await controlsIn('main');
      nameless.push(...controls.filter((one) => !/ ".*\S.*"$/.test(one)).map((one) => `${name}: ${one}`));
      lines.push(`# ${role}: ${name}`, ...controls, '');
    }
  }
  expect(nameless).toEqual([]);
  const text = lines.join('\n');
  if (process.env.CONTROLS === 'write') writeFileSync(stored, text);
  expect(text).toBe(readFileSync(stored, 'utf8'));
});
