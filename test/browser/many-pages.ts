import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { type Target, targetsIn } from './targets.ts';

const { resolve } = createRequire(import.meta.url);
const axeSource = readFileSync(resolve('axe-core/axe.min.js'), 'utf8');
const assets = new URL('../../build/functions/door/assets/', import.meta.url);

/** A public file of the build, by its kind. */
export function assetOf(kind: 'css' | 'js'): string {
  const name = readdirSync(assets).find((file) => file.endsWith(`.${kind}`));
  return readFileSync(new URL(name ?? `no .${kind}`, assets), 'utf8');
}

/**
 * A document, the widths it is measured at, and how axe looks at it: at one of them, or not at all. Of a document with a
 * dialog to open, axe looks at the dialog.
 */
export type Look = { html: string; widths: readonly number[]; axeAt?: number; dialog?: string };

/** What a browser found of a document: at each width what is wrong, in words, and what can be pressed. */
export type Found = { width: number; faults: string[]; targets: Target[] }[];

/** A page that shows documents one after the other in a frame, with the stylesheet of the build and nothing of the net. */
async function frameIn(chromium: Browser, colorScheme: 'light' | 'dark'): Promise<Page> {
  const context = await chromium.newContext({ viewport: { width: 1400, height: 1000 }, colorScheme });
  const page = await context.newPage();
  const style = assetOf('css');
  await page.route('**/*', (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: '<!doctype html><iframe></iframe>' });
    const body = pathname.endsWith('.css') ? style : '';
    const contentType = pathname.endsWith('.css') ? 'text/css' : 'text/javascript';
    return route.fulfill({ contentType, body, headers: { 'cache-control': 'max-age=3600' } });
  });
  await page.goto('https://hub.example/');
  await page.frames()[1]?.evaluate(axeSource);
  await page.frames()[1]?.evaluate(`window.targetsIn = ${targetsIn}`);
  return page;
}

type Axe = {
  run: (
    context: Document | Element,
    options: object,
  ) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
};

/** Runs in the browser: writes each document into the frame, whose window, and axe in it, stays the same. */
async function lookInside({ looks, rules }: { looks: readonly Look[]; rules: readonly string[] }): Promise<Found[]> {
  const frame = document.querySelector('iframe');
  const inside = frame?.contentWindow;
  if (!frame || !inside) throw new Error('there is no frame');
  const axe: Axe = Reflect.get(inside, 'axe');
  const find: typeof targetsIn = Reflect.get(inside, 'targetsIn');
  frame.style.cssText = 'border:0;block-size:900px';
  const found: Found[] = [];
  for (const { html, widths, axeAt, dialog } of looks) {
    const shown = inside.document;
    frame.style.inlineSize = `${axeAt ?? widths[0]}px`;
    await new Promise((loaded) => {
      shown.open();
      // Not while the event is under way: a document that is opened then never loads.
      inside.addEventListener('load', () => setTimeout(loaded), { once: true });
      shown.write(html);
      shown.close();
    });
    // What is folded away has to fit as well once somebody unfolds it.
    for (const folded of shown.querySelectorAll('details')) folded.open = true;
    const opened = dialog ? shown.querySelector<HTMLDialogElement>(dialog) : null;
    opened?.showModal();
    const ofOne: Found = [];
    const order = [...widths].sort((a) => (a === axeAt ? 1 : -1));
    for (const width of order) {
      frame.style.inlineSize = `${width}px`;
      const faults: string[] = [];
      const root = shown.documentElement;
      if (shown.compatMode !== 'CSS1Compat') faults.push('is in quirks mode');
      if (!root.lang || root.dir !== (root.lang === 'ar' ? 'rtl' : 'ltr')) faults.push(`is ${root.lang} ${root.dir}`);
      if (shown.querySelectorAll('h1').length !== 1) faults.push('has not one h1');
      if (root.scrollWidth > width) faults.push(`is ${root.scrollWidth} pixels wide`);
      if (dialog && (opened?.getBoundingClientRect().right ?? Infinity) > width)
        faults.push(`has no room for ${dialog}`);
      if (width === axeAt) {
        const { violations } = await axe.run(opened ?? shown, { runOnly: rules, resultTypes: ['violations'] });
        faults.push(
          ...violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`.slice(0, 300)),
        );
      }
      const targets = find(opened ?? shown.body);
      for (const { html, fault } of targets) if (fault) faults.push(`${fault}: ${html}`);
      ofOne.push({ width, faults, targets });
    }
    found.push(ofOne);
  }
  return found;
}

const atOnce = 20;

/** Looks at documents, two at a time, in the order in which they are given. */
export async function lookAt(
  chromium: Browser,
  looks: readonly Look[],
  rules: readonly string[],
  colorScheme: 'light' | 'dark' = 'light',
): Promise<Found[]> {
  const found: Found[] = [];
  let next = 0;
  const worker = async () => {
    const page = await frameIn(chromium, colorScheme);
    while (next < looks.length) {
      const from = next;
      next += atOnce;
      const some = await page.evaluate(lookInside, { looks: looks.slice(from, from + atOnce), rules });
      for (const [index, one] of some.entries()) found[from + index] = one;
    }
    await page.context().close();
  };
  await Promise.all([worker(), worker()]);
  return found;
}
