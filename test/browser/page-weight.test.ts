import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { kilobytes, requests } from '../../bench/page-budgets.ts';
import questions from '../../local/samples/queries.json' with { type: 'json' };
import { locales } from '../../shared/languages.ts';
import { BoardPage } from '../../web/pages/board.tsx';
import { CheckPage } from '../../web/pages/check.tsx';
import { EmergencyPage } from '../../web/pages/emergency.tsx';
import { PreviewPage } from '../../web/pages/preview.tsx';
import { ThreadPage } from '../../web/pages/thread.tsx';
import { proof } from '../rules/proof.ts';
import { samples } from '../rules/web-samples.ts';
import { assetOf } from './many-pages.ts';

const weightOf = (text: string) => gzipSync(text).length / 1024;

/** Everything that a document makes a browser fetch. */
const fetchedBy = (html: string) =>
  [...html.matchAll(/<(?:link|script|img|iframe|source|video|audio|object|embed|use)\b[^>]*/g)].map(
    ([tag]) => / (?:href|src|data)="([^"]*)"/.exec(tag)?.[1] ?? '',
  );

test('what is weighed is what people write: a page with texts shows as much as the shortest sample question', () => {
  const shortest = Math.min(...questions.map(({ body }) => body.length));
  const withTexts: readonly unknown[] = [ThreadPage, PreviewPage, EmergencyPage, CheckPage];
  const meagre = samples
    .filter(({ page }) => withTexts.includes(page))
    .filter(({ render }) => {
      const texts = render({ locale: 'en' }).match(/<div class="written[\s\S]*?<\/div>/g) ?? [];
      return texts.join('').replaceAll(/<[^>]*>/g, '').length < shortest;
    });
  expect(meagre.map(({ name }) => name)).toEqual([]);
});

test('every page, the stylesheet and the script stay within their budget, and nothing comes from elsewhere', () => {
  const { check, report } = proof('page-weight');
  const wrong: string[] = [];
  const weighed: { at: string; weight: number }[] = [];
  const within = (at: string, holds: Record<string, boolean>) => {
    const broken = Object.entries(holds).filter(([, held]) => !held);
    if (!check(broken.length === 0)) wrong.push(`${at}: ${broken.map(([name]) => name).join(', ')}`);
  };
  for (const { name, page, render } of samples)
    for (const locale of locales) {
      const html = render({ locale });
      const fetched = fetchedBy(html);
      const weight = weightOf(html);
      weighed.push({ at: `${name} in ${locale}`, weight });
      within(`${name} in ${locale}, ${weight.toFixed(1)} KB`, {
        'too heavy': weight <= (page === BoardPage ? kilobytes.board : kilobytes.page),
        'too many requests': fetched.length + 1 <= requests,
        'from elsewhere': fetched.every((address) => /^\/(?!\/)/.test(address)),
        'inline style or script': !/<style| style=| on[a-z]+="|<script(?![^>]* src=)/.test(html),
      });
    }
  const [style, script] = [assetOf('css'), assetOf('js')];
  within('the stylesheet', {
    'too heavy': weightOf(style) <= kilobytes.style,
    'fetches more': !/url\(|@import/.test(style),
  });
  within('the script', { 'too heavy': weightOf(script) <= kilobytes.script });
  report();
  const heaviest = weighed.toSorted((a, b) => b.weight - a.weight).slice(0, 3);
  const listed = heaviest.map(({ at, weight }) => `${at} ${weight.toFixed(1)}`).join(', ');
  console.log(
    `the heaviest pages, in KB: ${listed}; style ${weightOf(style).toFixed(1)}, script ${weightOf(script).toFixed(1)}`,
  );
  expect(wrong).toEqual([]);
});
