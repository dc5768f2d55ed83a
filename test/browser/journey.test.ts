import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoPassword } from '../../local/demo-people.ts';
import { proof } from '../rules/proof.ts';
import { openWorld, type World } from '../stack/world.ts';
import { answerJourney, press } from './answer-journey.ts';
import { launchChromium } from './chromium.ts';
import { deskJourney } from './desk-journey.ts';
import { lookingGlass, type Seen, windowOf } from './looking.ts';
import { signInAt } from './signing-in.ts';

let world: World;
let chromium: Browser;
let look: Awaited<ReturnType<typeof lookingGlass>>;
const seen: Promise<Seen>[] = [];
const windows: Awaited<ReturnType<typeof windowOf>>[] = [];
/** Every step of every journey: a page that somebody came to without scripts. */
const journeys = proof('no-script-journeys');

beforeAll(async () => {
  [world, chromium] = await Promise.all([openWorld(), launchChromium()]);
  look = await lookingGlass(chromium);
  answer = answerJourney(world, comes, looked);
});
afterAll(async () => {
  await chromium.close();
  await world.stop();
});

/** Looks at the page that is shown, and remembers what is wrong with it. */
async function looked(page: Page, path: RegExp): Promise<void> {
  const { pathname } = new URL(page.url());
  if (!journeys.check(path.test(pathname))) throw new Error(`${pathname} is not ${path}`);
  seen.push((await look(page)).later);
}

/** A window of their own in which this person comes from `path` through signing in. */
async function comes(name: string, path: string): Promise<Page> {
  const window = await windowOf(chromium, world.hub.origin);
  windows.push(window);
  const { page } = window;
  const email = world.emailOf(name);
  await page.goto(`${world.hub.origin}${path}`);
  // The way in is the same for everybody: one look is enough.
  const first = windows.length === 1;
  if (first) await looked(page, /^\/sign-in$/);
  await page.fill('[name=email]', email);
  await page.fill('[name=password]', demoPassword);
  await press(page, '/sign-in');
  if (first) await looked(page, /^\/sign-in$/);
  await page.fill('[name=code]', world.hub.people.codeOf(email) ?? '');
  await press(page, '/sign-in/code');
  return page;
}

let answer: ReturnType<typeof answerJourney>;

describe('in a real browser with scripts off', () => {
  test('an official signs in, is told what is missing, and sends a question', () => answer.asks());

  test('the expert follows the mail, declares no conflict, reads and answers', () => answer.advises());

  test('a second expert follows the mail, declares no conflict, and clears the advice by its checklist', () =>
    answer.clears());

  test('the official follows the mail and reads the answer', () => answer.reads());

  test('the secretariat sees board and card the whole time, and gives a question that nobody can take to somebody', async () => {
    const { official, receipt, address } = answer.reached();
    await official.goto(`${world.hub.origin}/ask/question?about=general`);
    await official.fill('[name=title]', 'A question in Russian');
    await official.fill('[name=body]', 'Nobody of us reads it.');
    await official.selectOption('[name=topic]', 'redress');
    await press(official, '/queries');
    await official.check('[name=urgency][value=requested]');
    await official.fill('[name=neededBy]', '2099-01-31');
    await official.fill('[name=urgencyReason]', 'The committee meets.');
    await press(official, '/save-background');
    await official.selectOption('[name=language]', 'ru');
    // None of the languages is ticked: refused, and nothing is lost.
    await official.uncheck('[name=replyLanguages][value=ar]');
    await press(official, '/save-contact');
    await looked(official, /\/save-contact$/);
    expect(await official.inputValue('[name=language]')).toBe('ru');
    await official.check('[name=replyLanguages][value=ru]');
    await press(official, '/save-contact');
    await press(official, '/send');
    const open = new URL(official.url()).pathname.replace('/receipt', '');
    await world.hub.drain();
    const desk = await comes('helen', '/board');
    await looked(desk, /^\/board$/);
    expect(await desk.content()).toContain('/card');
    await desk.goto(`${world.hub.origin}/board?view=answered`);
    expect(await desk.content()).toContain(receipt);
    await desk.goto(`${world.hub.origin}${address}/card`);
    await looked(desk, /\/card$/);
    await desk.goto(`${world.hub.origin}${open}/card`);
    await looked(desk, /\/card$/);
    expect(await desk.content()).not.toContain('A question in Russian');
    await press(desk, '/grant-urgency');
    await desk.selectOption('[name=assignReason]', 'best-fit');
    await press(desk, '/assign');
    await looked(desk, /\/card$/);
    expect(await world.itemIn('Queries', { id: open.split('/').at(-1) ?? '' })).toMatchObject({ status: 'offered' });
    await press(desk, '/sign-out');
    await looked(desk, /^\/signed-out$/);
  });

  test('the desk narrows the board, assigns together, sets a later date, turns away, lets in, and looks at targets', async () => {
    const desk = await comes('yusuf', '/board');
    await deskJourney(desk, world, looked, { asker: 'kossi', email: 'ana@secretariat.example' });
  });

  test('whoever comes in, in whichever language, finds the way', async () => {
    const window = await windowOf(chromium, world.hub.origin);
    windows.push(window);
    for (const locale of ['ar', 'en', 'es', 'fr', 'pt']) {
      for (const path of locale === 'ar' ? ['/', '/help', '/nowhere'] : ['/', '/help']) {
        await window.page.goto(`${world.hub.origin}${path}?lang=${locale}`);
        await looked(window.page, new RegExp(`^${path}$`));
        const [lang, dir] = await window.page.evaluate(() => [
          document.documentElement.lang,
          document.documentElement.dir,
        ]);
        expect([lang, dir]).toEqual([locale, locale === 'ar' ? 'rtl' : 'ltr']);
      }
    }
  });

  test('nothing came from elsewhere, nothing is wider than a small screen, and axe finds nothing', async () => {
    const { check, report } = proof('pages-looked-at');
    const pages = await Promise.all(seen);
    const wrong = pages.filter(({ faults }) => !check(faults.length === 0));
    report();
    journeys.report();
    expect(wrong).toEqual([]);
    expect(pages.length).toBeGreaterThan(25);
    expect(windows.flatMap(({ foreign }) => foreign)).toEqual([]);
  });

  test('and what is wrong on purpose is seen', async () => {
    const { page } = await windowOf(chromium, world.hub.origin);
    await page.goto(`${world.hub.origin}/help`);
    await page.evaluate(() => {
      const picture = document.createElement('img');
      picture.style.width = '900px';
      picture.style.maxWidth = 'none';
      document.querySelector('main')?.append(picture);
    });
    const { faults } = await (await look(page)).later;
    expect(faults.map((fault) => fault.split(':')[0])).toEqual([expect.stringContaining('pixels wide'), 'image-alt']);
  });
});

describe('in a real browser with scripts on', () => {
  const { check, report } = proof('script-journeys');
  const faults: string[] = [];

  async function step(page: Page, path: RegExp): Promise<void> {
    await page.waitForURL(({ pathname }) => path.test(pathname));
    check(true);
  }

  /** A window with scripts, in which whatever goes wrong in one is noted. */
  async function comesWithScripts(name: string, path: string): Promise<Page> {
    const page = await (await chromium.newContext()).newPage();
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    await page.goto(`${world.hub.origin}${path}`);
    await signInAt(page, world, name);
    return page;
  }

  test('a question goes the same way to its answer', async () => {
    const { asks, advises, clears, reads } = answerJourney(world, comesWithScripts, step);
    for (const part of [asks, advises, clears, reads]) await part();
  });

  test('the desk goes the same way', async () => {
    const desk = await comesWithScripts('helen', '/board?lang=en');
    await deskJourney(desk, world, step, { asker: 'litia', email: 'rui@secretariat.example' });
  });

  test('and no script went wrong on the way', () => {
    report();
    // A page that came back refused is one that Chromium notes down.
    expect(faults.filter((fault) => !fault.includes('422'))).toEqual([]);
  });
});
