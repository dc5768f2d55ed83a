import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { proof } from '../rules/proof.ts';
import type { Sample } from '../rules/web-sample.ts';
import { samples } from '../rules/web-samples.ts';
import { launchChromium } from './chromium.ts';
import { assetOf } from './many-pages.ts';

let chromium: Browser;
let page: Page;
let body = '';
beforeAll(async () => {
  chromium = await launchChromium();
  page = await (
    await chromium.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' })
  ).newPage();
  const style = assetOf('css');
  await page.route('**/*', (route) => {
    if (route.request().isNavigationRequest()) return route.fulfill({ contentType: 'text/html; charset=utf-8', body });
    const css = route.request().url().endsWith('.css');
    return route.fulfill({ contentType: css ? 'text/css' : 'text/javascript', body: css ? style : '' });
  });
});
afterAll(() => chromium.close());

async function show({ render }: Sample, locale: 'en' | 'ar' = 'en'): Promise<void> {
  body = render({ locale });
  await page.goto('https://hub.example/');
}

function named(name: string): Sample {
  const found = samples.find((sample) => sample.name === name);
  if (!found) throw new Error(`there is no sample ${name}`);
  return found;
}

/** What has the focus, and whether that can be seen. */
const focused = () =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return undefined;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const number = [...document.querySelectorAll('*')].indexOf(element);
    const { top, bottom } = element.getBoundingClientRect();
    return {
      number,
      words: element.outerHTML.slice(0, 100),
      seen: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2 && bottom > 0 && top < innerHeight,
    };
  });

/** Everything that a mouse can reach; of radio buttons, one of each group. */
const reachable = () =>
  page.evaluate(() => {
    const all = [...document.querySelectorAll('*')];
    const groups = new Set<string>();
    return all.flatMap((element, number) => {
      if (!element.matches('a[href], button, input:not([type=hidden]), select, textarea, [tabindex="0"], summary'))
        return [];
      if (!element.checkVisibility() || element.matches('[tabindex="-1"]')) return [];
      if (element instanceof HTMLInputElement && element.type === 'radio') {
        const group = `${element.form?.action} ${element.name}`;
        const marked = element.form?.querySelector(`[name="${element.name}"]:checked`);
        if (groups.has(group) || (marked && marked !== element)) return [];
        groups.add(group);
      }
      return [number];
    });
  });

const onePerPage = samples.filter(({ page: own }, index) => samples.findIndex((each) => each.page === own) === index);

test('everything on a page is reached by Tab, in the order in which it stands, and where one is can be seen', async () => {
  const { check, report } = proof('keyboard');
  const wrong: string[] = [];
  for (const sample of onePerPage) {
    // From the top, also where the focus begins further down, at what is to be read first.
    await show({ ...sample, render: (view) => sample.render(view).replaceAll(' autofocus', '') });
    const wanted = await reachable();
    const met: number[] = [];
    // A date or a time is several fields in one, and Tab stays within it for a while.
    for (let step = 0; step <= 5 * wanted.length; step += 1) {
      await page.keyboard.press('Tab');
      const at = await focused();
      if (at && at.number === met.at(-1)) continue;
      if (!at || met.includes(at.number)) break;
      met.push(at.number);
      if (!check(at.seen)) wrong.push(`${sample.name}: the focus on ${at.words} cannot be seen`);
    }
    const unmet = wanted.filter((number) => !met.includes(number));
    const inOrder = met.every((number, index) => index === 0 || number > (met[index - 1] ?? 0));
    if (!check(inOrder && unmet.length === 0)) wrong.push(`${sample.name}: ${unmet.length} not reached`);
  }
  report();
  expect(wrong).toEqual([]);
});

describe('the focus', () => {
  test('begins at a link that skips to the content', async () => {
    for (const locale of ['en', 'ar'] as const) {
      await show(named('board'), locale);
      await page.keyboard.press('Tab');
      await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toBe('skip');
      expect((await focused())?.seen).toBe(true);
      await page.keyboard.press('Enter');
      await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('main');
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.querySelector('main')?.contains(document.activeElement))).toBe(true);
    }
  });

  test('goes to why a form came back, and from there to the field', async () => {
    await show(named('question-refused'));
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('refusal');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('title');
  });

  test('goes to what has been done', async () => {
    await show(named('account that was just changed'));
    await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toBe('done');
  });
});

test('what is printed has the words and none of the controls', async () => {
  await page.emulateMedia({ media: 'print' });
  for (const name of ['receipt', 'thread-answered']) {
    await show(named(name));
    const visible = await page.evaluate(
      () =>
        [...document.querySelectorAll('nav, form, button, footer, .skip, .strip')].filter((each) =>
          each.checkVisibility(),
        ).length,
    );
    expect([name, visible]).toEqual([name, 0]);
    expect(await page.locator('.reference').first().isVisible()).toBe(true);
  }
  await page.emulateMedia({ media: 'screen' });
});
