import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stateCodes } from '../../shared/states.ts';
import { timeZones } from '../../shared/time-zones.ts';
import { stateName } from '../../web/text/states.ts';
import { tagOf } from '../../web/text/tags.ts';
import { patience } from '../long.ts';
import { proof } from '../rules/proof.ts';
import { samples } from '../rules/web-samples.ts';
import { launchChromium } from './chromium.ts';
import { lookAt } from './many-pages.ts';
import { stretchEnglish } from './pseudo-text.ts';

let chromium: Browser;
beforeAll(async () => {
  stretchEnglish();
  chromium = await launchChromium();
});
afterAll(() => chromium.close());

const wordsIn = (text: string) => text.match(/[A-Za-z]{2,}/g) ?? [];

/** What a reader is shown or told in plain letters; times are written by rules of their own, and code is in no language. */
function shownIn(html: string): string[] {
  const body = html.replace(/<(time|code|pre)\b[^>]*>[\s\S]*?<\/\1>/g, ' ');
  const told = [...body.matchAll(/ (?:aria-label|alt|title|placeholder|label)="([^"]*)"/g)].map(
    ([, text]) => text ?? '',
  );
  return wordsIn([body.replaceAll(/<(?:[^>"]|"[^"]*")*>/g, ' '), ...told].join(' ').replaceAll(/&\w+;/g, ' '));
}

/** The months and the days of the week, long and short, as Intl writes them. */
const calendarNames = (['long', 'short'] as const).flatMap((style) =>
  Array.from({ length: 365 }, (_, day) =>
    new Intl.DateTimeFormat(tagOf.en, { month: style, weekday: style }).format(new Date(2026, 0, day + 1)),
  ),
);

/** Names that no catalogue holds: States, zones, languages in their own words, and addresses. */
const names = [
  ...stateCodes.map((code) => stateName(code, 'en')),
  ...timeZones().map((zone) => zone.replaceAll('_', ' ')),
  ...calendarNames,
  ...['English', 'Español', 'Français', 'Português', 'UTC', 'cti2024.org'],
].join(' ');

test(
  'a page whose every text is longer and strange still fits, and has no word that is written past the catalogues',
  async () => {
    const { check, report } = proof('pseudo-language');
    const wrong: string[] = [];
    const looks = samples.map(({ render }) => ({ html: render({ locale: 'en' }), widths: [320, 1280] }));
    const found = await lookAt(chromium, looks, []);
    for (const [index, { name, data, given }] of samples.entries()) {
      const html = looks[index]?.html ?? '';
      const addresses = [...html.matchAll(/ href="([^"]*)"/g)].map(([, address]) => address);
      const known = [names, JSON.stringify([data, given]), addresses].join(' ');
      const past = shownIn(html).filter((word) => !known.includes(word));
      if (!check(past.length === 0)) wrong.push(`${name} says ${[...new Set(past)].join(' ')}`);
      for (const { width, faults } of found[index] ?? [])
        if (!check(faults.length === 0)) wrong.push(`${name} at ${width} ${faults.join('; ')}`);
    }
    report();
    expect(wrong).toEqual([]);
  },
  patience,
);

test('a word that is written past the catalogues is seen', () => {
  const html = samples[0]?.render({ locale: 'en' }) ?? '';
  expect(shownIn(html.replace('<h1>', '<h1>Hard-coded '))).toContain('Hard');
  expect(shownIn(html.replace('<main ', '<main aria-label="Spoken" '))).toContain('Spoken');
});
