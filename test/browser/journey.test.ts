import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoPassword } from '../../local/demo-people.ts';
import { proof } from '../rules/proof.ts';
import { everythingChecked, steps } from '../stack/steps.ts';
import { openWorld, type World } from '../stack/world.ts';
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

/** Presses the button of the form that goes there. */
const press = (page: Page, action: string) =>
  page.locator(`form[action$="${action}"] button[type=submit], button[formaction$="${action}"]`).first().click();

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

/** The link of the last mail to this person. */
function linkTo(name: string): string {
  const mail = world.hub.inbox().findLast(({ to }) => to.includes(world.emailOf(name)));
  return /\/notices\/\w{26}/.exec(mail?.text ?? '')?.[0] ?? '';
}

const question = 'ما الصيغة المعتادة لصك الانضمام؟\n\nنرجو أمثلة من دول المنطقة.';
const law = 'مشروع قانون الانضمام، المادة 2';
const advice = 'يكفي أن يكون الصك موقعاً من رئيس الدولة أو وزير الخارجية.';
let official: Page;
let expert: Page;
let receipt = '';
let address = '';

describe('in a real browser with scripts off', () => {
  test('an official signs in, is told what is missing, and sends a question', async () => {
    official = await comes('salim', '/ask');
    await looked(official, /^\/ask\/scope$/);
    await official.check('[name=individualCase][value=no]');
    await press(official, '/ask/scope');
    await looked(official, /^\/ask$/);
    await official.locator('.tasks a').click();
    await looked(official, /^\/ask\/question$/);
    await official.fill('[name=title]', 'صك الانضمام');
    await press(official, '/queries');
    await looked(official, /^\/queries$/);
    expect(await official.locator('main > :first-child').getAttribute('id')).toBe('refusal');
    expect(await official.inputValue('[name=title]')).toBe('صك الانضمام');
    await official.fill('[name=body]', question);
    await official.selectOption('[name=topic]', 'ratification');
    await official.locator('main [name=next][value=later]').click();
    await looked(official, /\/edit$/);
    await official.goto(official.url().replace(/edit$/, 'check'));
    // Not before every step is done: what is missing is named, and there is nothing to press.
    await looked(official, /\/check$/);
    expect(await official.locator('#refusal a').count()).toBe(2);
    expect(await official.locator('form[action$="/send"]').count()).toBe(0);
    await official.locator('#refusal a').first().click();
    await looked(official, /\/background$/);
    await official.fill('[name=law]', law);
    await press(official, '/save-background');
    await looked(official, /\/contact$/);
    expect(await official.inputValue('[name=language]')).toBe('ar');
    await official.check('[name=replyLanguages][value=fr]');
    await press(official, '/save-contact');
    await looked(official, /\/check$/);
    expect(await official.innerText('main')).toContain(law);
    await official.locator('a[href$="/question#body"]').first().click();
    await looked(official, /\/question$/);
    expect((await official.inputValue('[name=body]')).replaceAll('\r', '')).toBe(question);
    await press(official, '/save');
    await looked(official, /\/check$/);
    await press(official, '/send');
    await looked(official, /\/receipt$/);
    receipt = /CTI-\S{4}-\S{4}-[^\s<]/.exec(await official.innerText('main'))?.[0] ?? '';
    expect(receipt).not.toBe('');
    address = new URL(official.url()).pathname.replace('/receipt', '');
    // Going back asks for the page anew, for nothing of it was kept: it is where it was sent to.
    await official.goBack();
    expect(new URL(official.url()).pathname).toBe(`${address}/receipt`);
    await official.goto(`${world.hub.origin}/queries`);
    await looked(official, /^\/queries$/);
    await world.hub.drain();
  });

  test('the expert follows the mail, declares no conflict, reads and answers', async () => {
    expert = await comes('karim', linkTo('karim'));
    await looked(expert, /\/offer$/);
    expect(await expert.innerText('main')).toContain(receipt);
    expect(await expert.innerText('main')).not.toContain('صك');
    await press(expert, '/accept');
    await looked(expert, /\/accept$/);
    await expert.check('[name=noConflict]');
    await press(expert, '/accept');
    await looked(expert, new RegExp(`^${address}$`));
    for (const text of ['ما الصيغة المعتادة', law]) expect(await expert.innerText('main')).toContain(text);
    await expert.fill('textarea[name=advice]', advice);
    await press(expert, '/ask-review');
    await looked(expert, new RegExp(`^${address}$`));
    await expert.goto(`${world.hub.origin}/queue`);
    await looked(expert, /^\/queue$/);
    await world.hub.drain();
  });

  test('a second expert follows the mail, declares no conflict, and clears the advice by its checklist', async () => {
    const name = await steps(world).clearerOf(address.slice('/queries/'.length));
    const clearer = await comes(name, linkTo(name));
    await looked(clearer, /\/clearance$/);
    expect(await clearer.innerText('main')).not.toContain('الصيغة');
    await clearer.check('[name=noConflict]');
    await press(clearer, '/accept-clearance');
    await looked(clearer, new RegExp(`^${address}$`));
    expect(await clearer.innerText('main')).toContain(advice);
    // Not before everything on the list was checked.
    await press(clearer, '/approve');
    await looked(clearer, /\/approve$/);
    for (const box of Object.keys(everythingChecked)) await clearer.check(`[name=${box}]`);
    await press(clearer, '/approve');
    await looked(clearer, /^\/queue$/);
    await world.hub.drain();
  });

  test('the official follows the mail and reads the answer', async () => {
    await official.goto(`${world.hub.origin}${linkTo('salim')}`);
    await looked(official, new RegExp(`^${address}$`));
    expect(await official.innerText('main')).toContain(advice);
    expect(await official.locator('.written').first().getAttribute('lang')).toBe('ar');
    await official.locator('.tabs a', { hasText: 'التسلسل الزمني' }).click();
    await looked(official, /\/timeline$/);
    expect(await official.locator('.tabs [aria-current=page]').innerText()).toBe('التسلسل الزمني');
    expect(await official.locator('.timeline > li').count()).toBe(4);
    expect(await official.innerText('main')).not.toContain(world.personOf('karim').name);
    await official.goto(`${world.hub.origin}${address}/access`);
    await looked(official, /\/access$/);
  });

  test('the secretariat sees board and card the whole time, and gives a question that nobody can take to somebody', async () => {
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
  test('the desk goes the same way', async () => {
    const context = await chromium.newContext();
    const desk = await context.newPage();
    const faults: string[] = [];
    desk.on('pageerror', (error) => faults.push(error.message));
    desk.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    await desk.goto(`${world.hub.origin}/sign-in?next=/board&lang=en`);
    await signInAt(desk, world, 'helen');
    const { check, report } = proof('script-journeys');
    const step = async (page: Page, path: RegExp) => {
      await page.waitForURL(({ pathname }) => path.test(pathname));
      check(true);
    };
    await deskJourney(desk, world, step, { asker: 'litia', email: 'rui@secretariat.example' });
    report();
    // A page that came back refused is one that Chromium notes down.
    expect(faults.filter((fault) => !fault.includes('422'))).toEqual([]);
    await context.close();
  });
});
