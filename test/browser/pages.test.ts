import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditRoutes, deskRoutes, doorRoutes, officeRoutes, vaultRoutes } from '../../functions/routes/table.ts';
import { locales } from '../../shared/languages.ts';
import { long, patience } from '../long.ts';
import { proof } from '../rules/proof.ts';
import { samples } from '../rules/web-samples.ts';
import { launchChromium } from './chromium.ts';
import { lookAt } from './many-pages.ts';

let chromium: Browser;
beforeAll(async () => {
  chromium = await launchChromium();
});
afterAll(() => chromium.close());

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
const widths = [320, 1280];

/**
 * Axe takes its time: it looks at every page in every language, but at one of the page's samples and one of the widths, in
 * turn, and at every sample in some language; in the long form at all of them at both.
 */
function axeWidth(page: unknown, index: number, at: number): { axeAt?: number } {
  const before = samples.slice(0, index).filter((sample) => sample.page === page).length;
  const all = Math.min(samples.filter((sample) => sample.page === page).length, locales.length);
  return long || at % all === before % all ? { axeAt: widths[(index + at) % 2] ?? 320 } : {};
}

const shown = samples.flatMap(({ name, page, render }, index) =>
  locales.map((locale, at) => ({
    ...{ at: `${name} in ${locale}`, locale, html: render({ locale }), widths },
    ...axeWidth(page, index, at),
  })),
);

test('every page that a route answers with is among the samples', () => {
  const pages = new Set(samples.map(({ page }) => page));
  const routes = [...vaultRoutes, ...deskRoutes, ...officeRoutes, ...auditRoutes, ...doorRoutes].filter(
    ({ page }) => page,
  );
  expect(routes.filter(({ page }) => !pages.has(page)).map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  expect(routes.length).toBeGreaterThan(30);
});

test(
  'every page, in every language, fits a small and a large screen, a finger finds what it presses, and axe finds nothing',
  async () => {
    const { check, report } = proof('pages');
    const axe = proof('pages-axe');
    const fingers = proof('pages-targets');
    const otherWay = shown.map(({ axeAt, ...rest }) => ({ ...rest, axeAt: axeAt === 320 ? 1280 : 320 }));
    const looks = long ? [...shown, ...otherWay] : shown;
    const found = await lookAt(chromium, looks, standards);
    const wrong: string[] = [];
    for (const [index, ofOne] of found.entries())
      for (const { width, faults, targets } of ofOne) {
        if (width === looks[index]?.axeAt) axe.check(faults.length === 0);
        for (const { fault } of targets) fingers.check(!fault);
        if (!check(faults.length === 0)) wrong.push(`${looks[index]?.at} at ${width}: ${faults.join('; ')}`);
      }
    report();
    axe.report();
    fingers.report();
    expect(wrong).toEqual([]);
  },
  patience,
);

test(
  'what opens over a page fits too, in every language, a finger finds what it presses, and axe finds nothing',
  async () => {
    const dialogs = ['dialog.session', 'dialog.keys'];
    const looks = dialogs.flatMap((dialog) => {
      const [, name = ''] = dialog.split('.');
      const html = shown.filter((each) => each.html.includes(`<dialog class="${name}"`));
      const ofEach = locales.flatMap((locale) => html.find((each) => each.locale === locale) ?? []);
      return widths.flatMap((axeAt) => ofEach.map((each) => ({ ...each, widths: [axeAt], axeAt, dialog })));
    });
    expect(looks.length).toBe(dialogs.length * locales.length * widths.length);
    const found = await lookAt(chromium, looks, standards);
    const wrong = found.flatMap((ofOne, index) =>
      ofOne.flatMap(({ faults }) => faults.map((fault) => `${looks[index]?.at}, ${looks[index]?.dialog}: ${fault}`)),
    );
    expect(wrong).toEqual([]);
  },
  patience,
);

test(
  'every page can be read in the dark',
  async () => {
    const looks = shown
      .filter(({ locale, axeAt }) => locale === 'en' && axeAt !== undefined)
      .map((each) => ({ ...each, widths: [1280], axeAt: 1280 }));
    const found = await lookAt(chromium, looks, ['cat.color'], 'dark');
    const wrong = found.flatMap((ofOne, index) =>
      ofOne.flatMap(({ faults }) => faults.map((fault) => `${looks[index]?.at}: ${fault}`)),
    );
    expect(wrong).toEqual([]);
  },
  patience,
);

test('what is wrong on purpose is seen', async () => {
  const [first] = shown;
  const planted = (what: string, by: string) => ({ html: (first?.html ?? '').replace(what, by), widths, axeAt: 320 });
  const looks = [
    planted('<!doctype html>', ''),
    planted('<h1', '<h2 class="h1"'),
    planted('<main ', '<p style="inline-size:400px">x</p><main '),
    planted('<main ', '<details><summary>More</summary><p style="inline-size:400px">x</p></details><main '),
    planted('<main ', '<img src="/x"><main '),
    planted('dir="rtl"', 'dir="ltr"'),
    planted('<main ', '<p><a href="/x">x</a></p><main '),
    planted('<main ', '<button>x</button><button style="margin-block-start:-9px">y</button><main '),
  ];
  const found = await lookAt(chromium, looks, standards);
  const words = found.map((ofOne) => ofOne.find(({ width }) => width === 320)?.faults.join('; '));
  expect(words).toEqual([
    expect.stringContaining('quirks'),
    expect.stringContaining('not one h1'),
    expect.stringContaining('pixels wide'),
    expect.stringContaining('pixels wide'),
    expect.stringContaining('image-alt'),
    expect.stringContaining('is ar ltr'),
    expect.stringContaining('pixels high'),
    expect.stringContaining('shares its place'),
  ]);
});
