import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';

const narrow = { width: 320, height: 640 };
const wide = { width: 1280, height: 900 };
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

/** What is wrong with a page as somebody sees it who uses no scripts, a small screen, or a screen reader. */
export type Seen = { at: string; faults: string[] };

/** Opens a browser window without scripts, and tells of everything it asked for that is not ours. */
export async function windowOf(chromium: Browser, origin: string): Promise<{ page: Page; foreign: string[] }> {
  const context = await chromium.newContext({ javaScriptEnabled: false, viewport: wide });
  const foreign: string[] = [];
  context.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`)) foreign.push(request.url());
  });
  return { page: await context.newPage(), foreign };
}

/**
 * Looks at pages: at their mode and their width on a small screen at once, and while the journey goes on, with axe, at
 * everything of WCAG 2.2 AA that a machine can find.
 */
export async function lookingGlass(chromium: Browser): Promise<(page: Page) => Promise<{ later: Promise<Seen> }>> {
  // Axe is a script, and the window that is looked at runs none: it gets the same document in a window of its own.
  const glass = await chromium.newContext({ viewport: wide });
  const copy = await glass.newPage();
  let body = '';
  await copy.route('**/*', (route) =>
    route.request().isNavigationRequest()
      ? route.fulfill({ contentType: 'text/html; charset=utf-8', body })
      : route.continue(),
  );
  const violationsOf = async (url: string, document: string) => {
    body = document;
    await copy.goto(url);
    const { violations } = await new AxeBuilder({ page: copy }).withTags(standards).analyze();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  };
  let last: Promise<unknown> = Promise.resolve();

  return async (page) => {
    const faults: string[] = [];
    if ((await page.evaluate(() => document.compatMode)) !== 'CSS1Compat') faults.push('is in quirks mode');
    await page.setViewportSize(narrow);
    const [content = 0, screen = 0] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    if (content > screen) faults.push(`is ${content} pixels wide on a screen of ${screen}`);
    await page.setViewportSize(wide);
    const [url, shown] = [page.url(), await page.content()];
    const violations = last.then(() => violationsOf(url, shown));
    last = violations.catch(() => {});
    return { later: violations.then((found) => ({ at: new URL(url).pathname, faults: [...faults, ...found] })) };
  };
}
