import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { asking, steps } from '../stack/steps.ts';
import { openWorld, type World } from '../stack/world.ts';
import { launchChromium } from './chromium.ts';
import { follow } from './following.ts';
import { leaveIdle, signedIn, signInAt } from './signing-in.ts';
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

const form = '/ask/question?about=general';
const languageButton = (page: Page, locale: string) => page.locator(`.languages [value=${locale}]`);
const languageOf = (page: Page) => page.evaluate(() => document.documentElement.lang);
const draftsOf = async (name: string) =>
  (await world.everythingIn('Queries')).filter(({ askerId }) => askerId === world.personOf(name).id);

describe.each([
  ['off', false, 'litia'],
  ['on', true, 'josefa'],
])('what is typed, with scripts %s', (_, scripts, name) => {
  let page: Page;
  beforeAll(async () => {
    page = await signedIn({ world, chromium, javaScriptEnabled: scripts }, name, form);
  });

  test('is there in every language, saved in none', async () => {
    await page.goto(`${world.hub.origin}${form}`);
    await page.fill('[name=title]', 'Half a title');
    await page.fill('[name=body]', 'Zeile 1\n\n“سطر” & <b>');
    await page.selectOption('[name=topic]', 'npm');
    const key = await page.inputValue('main [name=idempotencyKey]');
    for (const locale of ['ar', 'fr', 'en']) {
      await follow(languageButton(page, locale));
      expect([await languageOf(page), await page.locator('#refusal').count()]).toEqual([locale, 0]);
      expect(await page.inputValue('[name=title]')).toBe('Half a title');
      expect((await page.inputValue('[name=body]')).replaceAll('\r', '')).toBe('Zeile 1\n\n“سطر” & <b>');
      expect(await page.inputValue('[name=topic]')).toBe('npm');
      expect(await page.inputValue('main [name=idempotencyKey]')).toBe(key);
    }
    expect(await draftsOf(name)).toEqual([]);
    await page.goto(`${world.hub.origin}/help`);
    expect(await languageOf(page)).toBe('en');
  });

  test('is there in every language in the later steps too, with what was ticked', async () => {
    const { id } = await steps(world).drafted(name, { title: 'To go on with' });
    await page.goto(`${world.hub.origin}/queries/${id}/background`);
    await page.check('[name=urgency][value=requested]');
    await page.fill('[name=law]', 'Half a law');
    await follow(languageButton(page, 'ar'));
    expect(await page.isChecked('[name=urgency][value=requested]')).toBe(true);
    expect(await page.inputValue('[name=law]')).toBe('Half a law');
    await follow(languageButton(page, 'en'));
    expect(await page.inputValue('[name=law]')).toBe('Half a law');
    await page.goto(`${world.hub.origin}/queries/${id}/contact`);
    await page.check('[name=replyLanguages][value=es]');
    await page.uncheck('[name=replyLanguages][value=en]');
    await follow(languageButton(page, 'fr'));
    const ticked = await page
      .locator('[name=replyLanguages]:checked')
      .evaluateAll((all) => all.map((one) => one.getAttribute('value')));
    expect([await languageOf(page), ticked]).toEqual(['fr', ['es']]);
    await follow(languageButton(page, 'en'));
    expect(await world.itemIn('Queries', { id })).toMatchObject({ version: 1, replyLanguages: ['en'] });
    await page.goto(`${world.hub.origin}/queries/${id}/edit`);
    await page.locator('summary').click();
    await follow(page.locator('form[action$="/discard"] button'));
    await world.hub.tick('erase');
  });

  test('is sent, and not translated, by Enter', async () => {
    await page.goto(`${world.hub.origin}${form}`);
    await page.fill('[name=title]', 'Only a title');
    await Promise.all([page.waitForEvent('load'), page.press('[name=title]', 'Enter')]);
    expect(new URL(page.url()).pathname).toBe('/queries');
    expect(await page.locator('#refusal').count()).toBe(1);
    expect(await languageOf(page)).toBe('en');
    // A form that was refused comes back in another language without the refusal, and with what was typed.
    await follow(languageButton(page, 'es'));
    expect(await page.inputValue('[name=title]')).toBe('Only a title');
    expect([await languageOf(page), await page.locator('#refusal').count()]).toEqual(['es', 0]);
    await follow(languageButton(page, 'en'));
  });

  test('waits while its writer signs in again, in whichever language, and nobody else sends or sees it', async () => {
    await page.goto(`${world.hub.origin}${form}`);
    const typed = { ...asking, title: `By ${name}`, body: 'Typed for half an hour.' };
    await page.fill('[name=title]', typed.title);
    await page.fill('[name=body]', typed.body);
    await page.selectOption('[name=topic]', typed.topic);
    await leaveIdle(world, name, 31);
    await follow(page.locator('main [type=submit]').first());
    await page.getByText('You were signed out before this was sent').waitFor();
    expect(await page.locator('main [name=body]').inputValue()).toBe(typed.body);
    await follow(languageButton(page, 'pt'));
    expect([await languageOf(page), await page.locator('main [name=body]').inputValue()]).toEqual(['pt', typed.body]);
    await follow(languageButton(page, 'en'));

    // Somebody else signs in on another tab of the same browser, and presses the button.
    const tab = await page.context().newPage();
    await tab.goto(`${world.hub.origin}/sign-in?next=/home`);
    await signInAt(tab, world, 'wilmer');
    await follow(page.locator('main [type=submit]'));
    await page.getByText('This form belongs to somebody else').waitFor();
    expect(await page.content()).not.toContain(typed.body);
    expect(await page.content()).not.toContain(typed.title);
    expect(await draftsOf('wilmer')).toEqual([]);
    await follow(tab.locator('header form[action="/sign-out"] button'));

    // The one who wrote it signs in, and goes back to it.
    await tab.goto(`${world.hub.origin}/sign-in?next=/home`);
    await signInAt(tab, world, name);
    await page.reload();
    expect(new URL(page.url()).pathname).toMatch(/\/background$/);
    await page.goto(page.url().replace(/background$/, 'question'));
    expect(await page.inputValue('[name=body]')).toBe(typed.body);
    expect(await draftsOf(name)).toHaveLength(1);
  });
});

describe('several forms on one page, with scripts', () => {
  let page: Page;
  let id: string;
  const asked: string[] = [];
  let stay = true;
  const advice = () => page.locator('textarea[name=advice]');
  const note = () => page.locator('textarea[name=note]');
  const buttonOf = (verb: string) => page.locator(`main form[action$="/${verb}"] [type=submit]:not([formaction])`);
  /** Types as a hand does: a browser asks nobody who has not touched the page. */
  async function type(into: Locator, text: string): Promise<void> {
    await into.click();
    await into.fill(text);
  }
  async function pressAndStay(button: Locator): Promise<void> {
    stay = true;
    await Promise.all([page.waitForEvent('dialog'), button.click({ noWaitAfter: true })]);
  }
  beforeAll(async () => {
    const made = await steps(world).accepted('salim', { topic: 'legislation' });
    id = made.id;
    page = await signedIn({ world, chromium }, made.expert, `/queries/${id}`);
    page.on('dialog', async (dialog) => {
      asked.push(dialog.type());
      await (stay ? dialog.dismiss() : dialog.accept());
    });
  });
  beforeEach(async () => {
    stay = false;
    await page.goto(`${world.hub.origin}/queries/${id}?lang=en`);
    asked.length = 0;
  });

  test('whoever sends one while another holds text is asked first, and loses nothing by staying', async () => {
    await type(advice(), 'Written for half an hour.');
    await type(note(), 'A note beside it.');
    await pressAndStay(buttonOf('add-note'));
    expect(asked).toEqual(['beforeunload']);
    expect([await advice().inputValue(), await note().inputValue()]).toEqual([
      'Written for half an hour.',
      'A note beside it.',
    ]);
    expect(await world.ledgerOf(id)).not.toContain('note-added');
    await pressAndStay(page.getByRole('link', { name: 'My queue' }));
    await pressAndStay(languageButton(page, 'fr'));
    expect(new Set(asked)).toEqual(new Set(['beforeunload']));
    expect(await advice().inputValue()).toBe('Written for half an hour.');
  });

  test('nobody is asked who sends all that they typed, or takes all of it along into another language', async () => {
    await type(note(), 'A note alone.');
    await follow(languageButton(page, 'fr'));
    expect([await languageOf(page), await note().inputValue()]).toEqual(['fr', 'A note alone.']);
    await follow(languageButton(page, 'en'));
    await type(note(), 'A note alone, and longer.');
    await follow(buttonOf('add-note'));
    await page.getByText('A note alone, and longer.').waitFor();
    await type(advice(), 'Saved at once.');
    await follow(buttonOf('save-advice'));
    expect(await advice().inputValue()).toBe('Saved at once.');
    expect(asked).toEqual([]);
  });

  test('what was chosen or ticked last comes along into another language, each form by itself', async () => {
    const desk = await signedIn({ world, chromium }, 'helen', '/settings');
    const head = desk.locator('[name=headId]');
    await head.selectOption(world.personOf('yusuf').id);
    await follow(languageButton(desk, 'fr'));
    expect([await languageOf(desk), await head.inputValue()]).toEqual(['fr', world.personOf('yusuf').id]);
    await desk.fill('[name=firstAdvice]', '19');
    await desk.check('[name=manualTopics][value=npm]');
    const ids = await desk.locator('form[id]').evaluateAll((forms) => forms.map((form) => form.id));
    expect(new Set(ids).size).toBe(ids.length);
    await follow(languageButton(desk, 'en'));
    expect(await languageOf(desk)).toBe('en');
    expect(await desk.isChecked('[name=manualTopics][value=npm]')).toBe(true);
    expect(new URL(desk.url()).pathname).toBe('/settings/topics');
    await desk.context().close();
  });
});

test('how many characters are left is said near the end, and only once typing has stopped', async () => {
  const page = await signedIn({ world, chromium }, 'kossi', form);
  await stopClock(page);
  await page.goto(`${world.hub.origin}${form}`);
  const said = () => page.locator('[data-left] [role=status]').innerText();
  const types = async (length: number) => {
    await page.fill('[name=body]', '𝔞'.repeat(length));
    await page.clock.runFor(900);
  };
  await types(9500);
  await page.clock.runFor(200);
  expect(await said()).toBe('');
  await types(9501);
  expect(await said()).toBe('');
  await page.clock.runFor(200);
  expect(await said()).toBe('499 characters left');
  await types(9999);
  expect(await said()).toBe('499 characters left');
  await page.clock.runFor(200);
  expect(await said()).toBe('1 character left');
  await types(10_002);
  await page.clock.runFor(200);
  expect(await said()).toBe('2 characters too many');
  await types(10);
  await page.clock.runFor(200);
  expect(await said()).toBe('');
});
