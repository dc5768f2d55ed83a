import type { Browser, CDPSession, Page } from 'playwright-core';
import { launchChromium } from '../test/browser/chromium.ts';
import { signInAt } from '../test/browser/signing-in.ts';
import { steps } from '../test/stack/steps.ts';
import { gzipFront } from './gzip-front.ts';
import { measuredHub } from './hub.ts';
import { kilobytes, lines, requests } from './page-budgets.ts';
import type { Part } from './part.ts';

type Line = (typeof lines)[number];
type Shown = { page: string; who: string | undefined; path: string; lang?: string };

/** Makes a window's line and device as slow as this. */
async function slowed(page: Page, { milliseconds, kilobytesPerSecond, slower }: Line): Promise<CDPSession> {
  const devtools = await page.context().newCDPSession(page);
  const throughput = kilobytesPerSecond * 1024;
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    ...{ offline: false, latency: milliseconds },
    ...{ downloadThroughput: throughput, uploadThroughput: throughput },
  });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
  return devtools;
}

type Loaded = { bytes: number; document: number; requests: number; usable: number };

/** Opens a page as for the first time, with nothing kept: what came over the line, and when it was there, styled and ready. */
async function load(
  browser: Browser,
  url: string,
  state: Awaited<ReturnType<typeof stateOf>>,
  line: Line,
): Promise<Loaded> {
  const context = await browser.newContext({ ...(state ? { storageState: state } : {}) });
  const page = await context.newPage();
  const devtools = await slowed(page, line);
  let bytes = 0;
  let asked = 0;
  devtools.on('Network.requestWillBeSent', () => {
    asked += 1;
  });
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  const answer = await page.goto(url, { waitUntil: 'load' });
  if (answer?.status() !== 200) throw new Error(`${url} answered ${answer?.status()}`);
  const [navigation = { usable: 0, document: 0 }] = await page.evaluate(() =>
    performance
      .getEntriesByType('navigation')
      .filter((entry) => entry instanceof PerformanceNavigationTiming)
      .map(({ loadEventEnd, encodedBodySize }) => ({ usable: loadEventEnd, document: encodedBodySize })),
  );
  await context.close();
  return { bytes, requests: asked, ...navigation };
}

async function stateOf(browser: Browser, world: Awaited<ReturnType<typeof measuredHub>>, who: string | undefined) {
  if (who === undefined) return undefined;
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${world.hub.origin}/sign-in`);
  await signInAt(page, world, who);
  const state = await context.storageState();
  await context.close();
  return state;
}

/** Every main page on slow lines in a real browser: what it weighs compressed, what it asks for, and when it can be used. */
export async function run(): Promise<Part> {
  const world = await measuredHub();
  const browser = await launchChromium();
  const front = await gzipFront(world.hub.origin);
  try {
    const people = steps(world);
    const { id, expert, clearer } = await people.answered('litia');
    const other = await people.offered('kossi', { topic: 'npm', language: 'fr' });
    await world.hub.drain();
    const pages: Shown[] = [
      { page: 'start', who: undefined, path: '/' },
      { page: 'sign in', who: undefined, path: '/sign-in' },
      { page: 'help', who: undefined, path: '/help' },
      { page: 'ask', who: 'litia', path: '/ask?individualCase=no' },
      { page: 'my queries', who: 'litia', path: '/queries' },
      { page: 'a question and its answer', who: 'litia', path: `/queries/${id}` },
      { page: 'the same in Arabic', who: 'litia', path: `/queries/${id}`, lang: 'ar' },
      { page: 'receipt', who: 'litia', path: `/queries/${id}/receipt` },
      { page: 'who can see it', who: 'litia', path: `/queries/${id}/access` },
      { page: 'inbox', who: 'litia', path: '/inbox' },
      { page: 'queue', who: clearer, path: '/queue' },
      { page: 'an offer', who: other.expert, path: `/queries/${other.id}/offer` },
      { page: 'advising', who: expert, path: `/queries/${id}` },
      { page: 'board', who: 'helen', path: '/board' },
      { page: 'a card', who: 'helen', path: `/queries/${id}/card` },
      { page: 'response times', who: 'helen', path: '/response-times' },
      { page: 'people', who: 'helen', path: '/people' },
      { page: 'settings', who: 'helen', path: '/settings' },
      { page: 'ledgers', who: 'niamh', path: '/ledgers' },
    ];
    const states = new Map<string | undefined, Awaited<ReturnType<typeof stateOf>>>();
    for (const who of new Set(pages.map((one) => one.who))) states.set(who, await stateOf(browser, world, who));
    const origins = { compressed: front.origin, 'as it is': world.hub.origin };
    const found: ({ page: string; path: string; line: string; sent: string } & Loaded)[] = [];
    for (const { page, who, path, lang } of pages)
      for (const line of lines)
        for (const [sent, origin] of Object.entries(origins)) {
          const query = lang ? `${path.includes('?') ? '&' : '?'}lang=${lang}` : '';
          const loaded = await load(browser, `${origin}${path}${query}`, states.get(who), line);
          const named = path.replaceAll(/[0-9a-hjkmnp-tv-z]{26}/g, '{id}');
          found.push({ page, path: named, line: line.name, sent, ...loaded });
        }
    const tenth = (number: number) => Number(number.toFixed(1));
    const rows = pages.map(({ page }) => {
      const of = found.filter((one) => one.page === page);
      const compressed = of.find(({ sent }) => sent === 'compressed');
      const plain = of.find(({ sent }) => sent === 'as it is');
      return [
        ...[page, tenth((compressed?.document ?? 0) / 1024), page === 'board' ? kilobytes.board : kilobytes.page],
        ...[tenth((compressed?.bytes ?? 0) / 1024), tenth((plain?.bytes ?? 0) / 1024), compressed?.requests ?? 0],
        ...of.map(({ usable }) => tenth(usable / 1000)),
      ];
    });
    const head = ['page', 'KB', 'budget', 'KB in all', 'not compressed', 'requests'];
    return {
      name: 'pages',
      about: 'the main pages on slow lines, in Chromium, with nothing kept from before',
      tables: [
        {
          title: `Kilobytes, requests (at most ${requests}), and seconds until the page is there, styled and ready`,
          head: [...head, ...lines.flatMap(({ name }) => [`${name}, s`, 'not compressed'])],
          rows,
        },
      ],
      notes: lines.map(
        ({ name, milliseconds, kilobytesPerSecond, slower }) =>
          `${name}: ${milliseconds} ms for each request, ${kilobytesPerSecond} KB/s, a processor ${slower} times slower; no handshake is in it.`,
      ),
      json: found,
    };
  } finally {
    front.close();
    await browser.close();
    await world.stop();
  }
}
