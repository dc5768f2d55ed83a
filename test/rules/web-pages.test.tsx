import { afterAll, describe, expect, test } from 'vitest';
import { relationsFor } from '../../shared/access.ts';
import { directionOf, type Locale, locales } from '../../shared/languages.ts';
import { renderPage } from '../../web/page.tsx';
import { ErrorPage } from '../../web/pages/error.tsx';
import { HelpPage } from '../../web/pages/help.tsx';
import { QuestionPage } from '../../web/pages/question.tsx';
import { type ThreadData, ThreadPage } from '../../web/pages/thread.tsx';
import { isTextKey, textIn } from '../../web/text/text.ts';
import { chance } from '../chance.ts';
import { plainView } from './web-sample.ts';
import { samples } from './web-samples.ts';
import { refusedBackground, refusedContact, refusedQuestion } from './web-samples-steps.ts';

const count = { tried: 0, failed: 0 };
afterAll(() => console.log(`proof pages-render: ${count.tried} tried, ${count.failed} failed`));

const occurrences = (html: string, what: RegExp) => html.match(what)?.length ?? 0;
const cases = samples.flatMap((sample) => locales.map((locale) => ({ ...sample, locale })));

/** What is wrong with a page as a document; an empty list is a good page. */
function faultsOf(html: string, locale: Locale): string[] {
  const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  const targets = [...html.matchAll(/ for="([^"]*)"/g)].map(([, id]) => id);
  const described = [...html.matchAll(/ aria-(?:describedby|labelledby)="([^"]*)"/g)].flatMap(
    ([, list]) => list?.split(' ') ?? [],
  );
  const inPage = [...html.matchAll(/ href="#([^"]*)"/g)].map(([, id]) => id).filter((id) => id !== 'mystery');
  const levels = [...html.slice(html.indexOf('<h1')).matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
  const checks: Record<string, boolean> = {
    doctype: html.startsWith('<!doctype html><html '),
    'language and direction': html.includes(`<html lang="${locale}" dir="${directionOf(locale)}">`),
    'one h1': occurrences(html, /<h1[ >]/g) === 1,
    'one main': occurrences(html, /<main /g) === 1,
    'one title': occurrences(html, /<title>[^<]+<\/title>/g) === 1,
    'headings skip no level': levels.every((level, index) => index === 0 || level <= (levels[index - 1] ?? 0) + 1),
    'ids are unique': new Set(ids).size === ids.length,
    'labels, descriptions and links lead somewhere': [...targets, ...described, ...inPage].every((id) =>
      ids.includes(id),
    ),
    'no inline style or script': !/<script(?! type="module" src="\/assets\/)|<style| style=| on[a-z]+="/.test(html),
    'nothing undefined': !/undefined|NaN|\[object|Invalid Date/.test(html),
    'no untranslated argument': !/\{[a-zA-Z]+[,}]/.test(html),
    'no digits but Latin ones': !/[\u0660-\u0669\u06f0-\u06f9]/.test(html),
    'no nested forms': !/<form[^>]*>(?:(?!<\/form>)[\s\S])*<form/.test(html),
    'no table without a row': !html.includes('<tbody></tbody>'),
    'every button names its act': !/<button[^>]*><\/button>/.test(html),
  };
  return Object.entries(checks)
    .filter(([, holds]) => !holds)
    .map(([check]) => check);
}

describe('every page in every language', () => {
  test.each(cases)('$name in $locale is a sound document', ({ render, locale }) => {
    count.tried += 1;
    const faults = faultsOf(render({ locale }), locale);
    if (faults.length > 0) count.failed += 1;
    expect(faults).toEqual([]);
  });

  test.each(locales)('the start page in %s names the four kinds of help in the same order', (locale) => {
    const html = samples[0]?.render({ locale }) ?? '';
    const footer = html.slice(html.indexOf('<footer'));
    // A translation that is a draft has one more, after them.
    const order = [...footer.matchAll(/href="\/help#(\w+)"/g)].map(([, section]) => section).slice(0, 4);
    expect(order).toEqual(['help', 'contact', 'privacy', 'accessibility']);
  });

  test('the pages of institutions are within those of people, where their tab stands', () => {
    for (const name of ['institutions', 'institution', 'people-experts'])
      expect(samples.find((each) => each.name === name)?.render({ locale: 'en' })).toMatch(
        /<a href="\/people" aria-current="(true|page)">/,
      );
  });

  test('a page is the same, byte for byte, whoever was shown whatever before it in the same process', () => {
    const alone = new Map(cases.map(({ name, locale, render }) => [`${name} ${locale}`, render({ locale })]));
    for (const { name, locale, render } of chance().shuffled(cases))
      expect([name, locale, render({ locale }) === alone.get(`${name} ${locale}`)]).toEqual([name, locale, true]);
  });

  test('an Arabic page has no word of ours in Latin letters', () => {
    const bare =
      /^(start|sign-in|signed-out|help|expired|error|queue-empty|board|my-queries|scope|individual|access-draft|recuse|glass$|institutions-empty|people-auditors|profile|ledgers-empty|response-times)/;
    const known =
      /CTI-[\w-]+|English|Español|Français|Português|UTC|WCAG|CTI|AA|JSON|CSV|cti2024\.org|ohchr\.org[\w/-]*|name@example\.org|f3a9c2/g;
    const names = /Amina Reyes|Tomás Herrera|Ingrid Solberg|Grace Mensah|João Andrade|Luca Ferri|JBSW[\w ]+/g;
    for (const { name, render } of samples.filter((sample) => bare.test(sample.name))) {
      const words = render({ locale: 'ar' })
        .replaceAll(/<[^>]*>|&\w+;/g, ' ')
        .replaceAll(known, '')
        .replaceAll(names, '');
      expect([name, words.match(/[A-Za-z]{2,}/g)]).toEqual([name, null]);
    }
  });

  test('pages with the same data are the same bytes, so that nothing of another reader stays behind', () => {
    const first = samples.map(({ render }) => render({ locale: 'fr' }));
    for (const { render } of samples) render({ locale: 'ar' });
    expect(samples.map(({ render }) => render({ locale: 'fr' }))).toEqual(first);
  });
});

describe('a form that was refused', () => {
  const html = refusedQuestion.render({ locale: 'en' });
  const background = refusedBackground.render({ locale: 'en' });
  const contact = refusedContact.render({ locale: 'en' });

  test('keeps everything that was typed, and shows typed HTML as text', () => {
    expect(html).toContain('value="&lt;script>alert(&quot;title&quot;)&lt;/script>"');
    expect(html).toContain('Line one\nLine two &amp; &quot;quotes&quot; &lt;/textarea>&lt;img src=x></textarea>');
    expect(html).toMatch(/<option value="npm" selected>/);
    expect(html).not.toMatch(/<script(?! type)|<img/);
    expect(background).toContain('Because &lt;/div></textarea>');
    expect(background).toContain('Bill 12 &lt;b></textarea>');
    expect(background).toMatch(/value="requested" checked/);
    expect(background).toContain('value="2026-11-01"');
    expect(contact).toMatch(/<option value="fr" selected>/);
    expect(contact).not.toMatch(/type="checkbox"[^>]*checked/);
  });

  test('says so in its title and lists every problem with a link to its field', () => {
    expect(html).toContain('<title>Error: Your question – Advice Hub</title>');
    for (const field of ['title', 'body', 'topic']) expect(html).toContain(`<a href="#${field}">`);
    for (const field of ['neededBy', 'tried']) expect(background).toContain(`<a href="#${field}">`);
    expect(contact).toContain('<a href="#replyLanguages">');
    expect(html).toMatch(/<input id="title"[^>]*aria-describedby="title-hint title-error"[^>]*aria-invalid="true"/);
    expect(html.indexOf('id="refusal"')).toBeLessThan(html.indexOf('<h1'));
  });

  test('never writes a password or a code back', () => {
    const refused = {
      reason: 'wrong-sign-in',
      problems: [],
      typed: { password: 'hunter2-canary', email: 'x@y.example' },
    } as const;
    const page = samples.find(({ name }) => name === 'sign-in')?.render({ locale: 'en', refused }) ?? '';
    expect(page).toContain('x@y.example');
    expect(page).not.toContain('hunter2-canary');
  });
});

describe('what people wrote', () => {
  const hostile = '</h1><script>alert(1)</script>"\'&';
  const thread: ThreadData = {
    ...{ id: 'x', version: 1, reference: 'CTI-7F3K-92QD-5', status: 'answered', topic: 'npm', language: 'ar' },
    ...{ requestKind: 'question', submittedAt: plainView.now, turn: 'nobody', reader: 'asker', can: [] },
    replyLanguages: ['ar'],
    clock: { state: 'met', kind: 'first-advice', dueAt: plainView.now },
    why: { reason: 'question', workingDays: 10, startedOn: '2026-11-24', pausedDays: 0, wishedDays: 0 },
    title: hostile,
    said: [
      {
        ...{ part: 'advice-1', kind: 'advice', number: 1, cleared: true, at: plainView.now, language: 'ar' },
        body: hostile,
      },
    ],
  };
  const html = renderPage(ThreadPage, thread, { ...plainView, locale: 'en' });

  test('is shown as text and never as HTML', () => {
    expect(html).not.toContain('<script');
    expect(occurrences(html, /&lt;script>alert\(1\)&lt;\/script>/g)).toBe(2);
  });

  test('has its own language and direction', () => {
    expect(html).toMatch(/<h1><bdi lang="ar" dir="rtl">/);
    expect(html).toContain('<div class="written" lang="ar" dir="auto">');
  });

  test('stays out of the title, which browsers keep in their history', () => {
    expect(/<title>([^<]*)<\/title>/.exec(html)?.[1]).toBe('Query CTI-7F3K-92QD-5 – Advice Hub');
  });
});

describe('what people are told of who can read', () => {
  const pageIn = (name: string, locale: Locale) => samples.find((each) => each.name === name)?.render({ locale }) ?? '';

  // Whom `read` and `read-through-glass` let read: a relation more needs its words here and on these pages.
  const readers: Record<Locale, Record<string, RegExp>> = {
    ar: {
      'granted-expert': /والخبير الذي (قبل|يقبل)/,
      'clearing-expert': /وخبير ثان/,
      'glass-reader': /عضو من الأمانة/,
    },
    en: {
      'granted-expert': /the expert who/,
      'clearing-expert': /a second expert/,
      'glass-reader': /a member of the s/,
    },
    es: {
      'granted-expert': /persona especialista que/,
      'clearing-expert': /una segunda persona/,
      'glass-reader': /un miembro de la secretaría/,
    },
    fr: {
      'granted-expert': /spécialiste qui/,
      'clearing-expert': /un ou une deuxième/,
      'glass-reader': /un membre du/,
    },
    pt: {
      'granted-expert': /pessoa especialista que/,
      'clearing-expert': /uma segunda pessoa/,
      'glass-reader': /um membro do secretariado/,
    },
  };

  test.each(locales)('before sending, and in the help, every reader there can be is named in %s', (locale) => {
    const besideTheAskers = [...relationsFor('read'), ...relationsFor('read-through-glass')].filter(
      (relation) => relation !== 'asker' && relation !== 'co-owner',
    );
    expect(Object.keys(readers[locale])).toEqual(besideTheAskers);
    for (const name of ['check', 'help'])
      for (const words of Object.values(readers[locale])) expect(pageIn(name, locale)).toMatch(words);
  });

  const year = { ar: 'لمدة سنة', en: 'for a year', es: 'durante un año', fr: 'pendant un an', pt: 'durante um ano' };

  test.each(locales)('the help in %s counts the cookies, and says that the language is kept for a year', (locale) => {
    expect(pageIn('help', locale)).toContain(year[locale]);
    expect(pageIn('help', locale)).toMatch(/three cookies|ثلاثة ملفات|tres cookies|trois témoins|três cookies/);
  });
});

describe('language links', () => {
  test('lead to the same page and keep its query string', () => {
    const html = renderPage(HelpPage, {}, { ...plainView, locale: 'en', path: '/help', query: { cursor: 'abc' } });
    expect(html).toContain('href="/help?cursor=abc&amp;lang=ar"');
  });

  test('are buttons of the form where there is something to write, after the one that Enter presses', () => {
    const html = renderPage(QuestionPage, {}, { ...plainView, locale: 'en' });
    const buttons = [...html.matchAll(/<button[^>]*form="writing"[^>]*>/g)].map(([tag]) => tag);
    expect(buttons.map((tag) => / value="(\w+)"/.exec(tag)?.[1])).toEqual([undefined, ...locales]);
    expect(html).not.toContain('lang=ar');
  });

  test('keep the form the same form: its key, its version, and everything that was typed', () => {
    const typed = {
      idempotencyKey: 'k'.repeat(26),
      version: '3',
      evidence: 'Decree 12',
      focalPoint: '',
      expiresOn: '',
    };
    const shown = samples.find(({ name }) => name === 'institution')?.render({ locale: 'fr', typed }) ?? '';
    expect(shown).toContain('<input type="hidden" name="version" value="3"/>');
    expect(shown).toContain('Decree 12');
    expect(shown).not.toContain('id="refusal"');
  });

  test('never lead to another host, whatever path was asked for', () => {
    for (const path of ['//evil.example/x', '/\\evil.example', '\\\\evil.example']) {
      const html = renderPage(ErrorPage, { reason: 'not-found' }, { ...plainView, locale: 'en', path });
      expect(html).toContain('href="/evil.example');
      expect(html).not.toMatch(/href="(?:\/\/|\/\\|\\)/);
    }
  });
});

test('two periods are set side by side only where something may be told of one of them', () => {
  const pageOf = (name: string) => samples.find((sample) => sample.name === name)?.render({ locale: 'en' });
  expect(pageOf('response-times')).toContain('id="compared"');
  expect(pageOf('response-times-empty')).toContain(textIn('en')('nav.response-times'));
  expect(pageOf('response-times-empty')).not.toContain('id="compared"');
});

test('several languages in a row are named as the texts around them are written', () => {
  const thread = samples.find(({ name }) => name === 'thread');
  expect(thread?.render({ locale: 'en' })).toContain('Arabic, French or English');
});

describe('times', () => {
  test.each(locales)('in %s are in the reader’s zone with UTC beside them', (locale) => {
    const html = samples.find(({ name }) => name === 'receipt')?.render({ locale }) ?? '';
    const [, sent] = /<time dateTime="2026-11-24T10:15:00.000Z">(.*?)<\/time>/i.exec(html) ?? [];
    expect(sent).toMatch(/24 .*2026.*18:15.*10:15/);
  });

  test('name the UTC day too where it is another one', () => {
    const signedIn = { id: 'a', role: 'official', name: 'A', timeZone: 'Pacific/Auckland' } as const;
    const html = samples.find(({ name }) => name === 'receipt')?.render({ locale: 'en', signedIn }) ?? '';
    expect(html).toContain('9 December 2026 at 06:00 <span class="utc">(8 December 2026 at 17:00 UTC)</span>');
  });
});

describe('what needs a word', () => {
  test('a text that does not exist throws instead of showing its key', () => {
    const key: string = 'no.such.text';
    expect(isTextKey(key)).toBe(false);
    // @ts-expect-error the compiler refuses it as well
    expect(() => textIn('en')('no.such.text')).toThrow('no text "no.such.text" in "en"');
  });

  test('a text whose argument is missing throws', () => {
    expect(() => textIn('ar')('query.title')).toThrow();
  });
});
