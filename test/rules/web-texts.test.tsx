import { IntlMessageFormat } from 'intl-messageformat';
import { afterAll, describe, expect, test } from 'vitest';
import { InstitutionKind } from '../../shared/institutions.ts';
import { directionOf, type Locale, locales, QueryLanguage } from '../../shared/languages.ts';
import { NoticeKind } from '../../shared/notices.ts';
import { refusalStatus } from '../../shared/refused.ts';
import { stateCodes } from '../../shared/states.ts';
import { topicGroups, topicIds } from '../../shared/topics.ts';
import { renderMail } from '../../web/mail/mail.tsx';
import ar from '../../web/text/ar.json' with { type: 'json' };
import en from '../../web/text/en.json' with { type: 'json' };
import es from '../../web/text/es.json' with { type: 'json' };
import fr from '../../web/text/fr.json' with { type: 'json' };
import pt from '../../web/text/pt.json' with { type: 'json' };
import { stateName } from '../../web/text/states.ts';
import { statusOf } from '../../web/text/status.ts';
import { isTextKey, type TextKey, textIn } from '../../web/text/text.ts';
import { wordsIn } from '../../web/text/words.ts';
import { samples } from './web-samples.ts';

const catalogues: Record<Locale, Record<string, string>> = { ar, en, es, fr, pt };
const keys = Object.keys(en).filter(isTextKey);

const count = { tried: 0, failed: 0 };
afterAll(() => console.log(`proof catalogues: ${count.tried} tried, ${count.failed} failed`));

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

const elementsOf = (message: string) => new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst();

/** The arguments of a message, each with how it is used, and the plural categories of each plural. */
function shapeOf(elements: readonly Element[]): { args: Set<string>; plurals: Map<string, string[]> } {
  const args = new Set<string>();
  const plurals = new Map<string, string[]>();
  for (const element of elements) {
    // 0 is literal text, 7 the number sign inside a plural.
    if (element.type === 0 || element.type === 7) continue;
    args.add(`${element.value} (${element.type})`);
    if (!('options' in element)) continue;
    plurals.set(element.value, Object.keys(element.options).sort());
    for (const { value } of Object.values(element.options)) for (const arg of shapeOf(value).args) args.add(arg);
  }
  return { args, plurals };
}

test.each(locales)('words are put into a text of %s as ICU would put them', (locale) => {
  for (const key of keys) {
    const message = catalogues[locale][key] ?? '';
    const elements = elementsOf(message);
    // 1 is an argument with nothing said of how it is written.
    if (!elements.some(({ type }) => type === 1) || elements.some(({ type }) => type > 1)) continue;
    const names = [...shapeOf(elements).args].map((arg) => arg.split(' ')[0] ?? '');
    const args = Object.fromEntries(names.map((name, index) => [name, `$& '{${index}}' # <b> $1`]));
    const icu = new IntlMessageFormat(message, locale, undefined, { ignoreTag: true });
    expect(textIn(locale)(key, args)).toBe(icu.format(args));
  }
});

function faultsOf(key: TextKey, locale: Locale): string[] {
  const message = catalogues[locale][key];
  if (!message?.trim()) return ['missing'];
  const shape = shapeOf(elementsOf(message));
  const expected = shapeOf(elementsOf(en[key]));
  const categories = [...new Intl.PluralRules(locale).resolvedOptions().pluralCategories].sort().join();
  const checks: Record<string, boolean> = {
    'other arguments than in English': [...shape.args].sort().join() === [...expected.args].sort().join(),
    'not the plural categories of the language': [...shape.plurals.values()].every(
      (used) => used.join() === categories,
    ),
    'an apostrophe that ICU would swallow': !message.includes("'"),
    'space at an end': message === message.trim(),
    'markup or a control character': !/[<>\u202a-\u202e\u2066-\u2069]/.test(message),
    'a date that stands in the other order among letters from right to left':
      directionOf(locale) === 'ltr' || !/(?<![\u200e\d-])\d+-\d/.test(message),
    'left in English':
      locale === 'en' ||
      message !== en[key] ||
      /^\{|^Error:$|^Error: |^Menu|^Parlamento?$/.test(message) ||
      sameOnPurpose.has(`${locale} ${key}`),
  };
  return Object.entries(checks)
    .filter(([, holds]) => !holds)
    .map(([fault]) => fault);
}

// Words that are spelt alike in both languages.
const sameOnPurpose = new Set([
  'es feedback.answer-no',
  'es feedback.no',
  'fr thread.question',
  'fr topic.non-refoulement',
  'fr role.auditor',
  'fr kind.police',
  'fr card.institution',
  'fr field.institutionId',
  'fr nav.institutions',
  'es scope.no',
]);

describe('the five catalogues', () => {
  test.each(locales)('%s has every text, with the same arguments and all its plural categories', (locale) => {
    const faults = keys.flatMap((key) => {
      const found = faultsOf(key, locale);
      count.tried += 1;
      if (found.length > 0) count.failed += 1;
      return found.map((fault) => `${key}: ${fault}`);
    });
    expect(faults).toEqual([]);
    expect(Object.keys(catalogues[locale]).sort()).toEqual([...keys].sort());
  });

  test.each(locales)('%s is a draft and says so, or names who reviewed it and when', (locale) => {
    const status = statusOf[locale];
    const [shown, help] = ['start', 'help'].map((name) =>
      samples.find((each) => each.name === name)?.render({ locale }),
    );
    const says = [shown?.includes(catalogues[locale]['footer.draft'] ?? '?'), help?.includes('id="translation"')];
    if (status.status === 'draft') expect(says).toEqual([true, true]);
    else {
      expect(says).toEqual([false, false]);
      expect(status.by).toMatch(/\S{2}/);
      expect(status.on).toMatch(/^\d{4}-\d\d-\d\d$/);
    }
  });

  test('name everything that the domain can say', () => {
    const needed = [
      ...topicIds.map((topic) => `topic.${topic}`),
      ...topicGroups.map(({ id }) => `topics.${id}`),
      ...QueryLanguage.options.map((language) => `language.${language}`),
      ...InstitutionKind.options.map((kind) => `kind.${kind}`),
      ...Object.keys(refusalStatus).flatMap((reason) => [`refused.${reason}.title`, `refused.${reason}.text`]),
      ...NoticeKind.options.flatMap((kind) => [`mail.${kind}.subject`, `mail.${kind}.sentence`]),
    ];
    expect(needed.filter((key) => !isTextKey(key))).toEqual([]);
  });

  test.each([
    [0, '0 حرف'],
    [1, 'حرف واحد'],
    [2, 'حرفان'],
    [3, '3 أحرف'],
    [11, '11 حرفًا'],
    [100, '100 حرف'],
    [1240, '1,240 حرفًا'],
  ])('Arabic counts %d as its grammar does, with Latin digits', (number, words) => {
    expect(textIn('ar')('query.characters', { count: number })).toBe(words);
  });

  test.each([
    ['fr', 'mécanismes nationaux de prévention'],
    ['es', 'mecanismos nacionales de prevención'],
    ['pt', 'mecanismos nacionais de prevenção'],
    ['ar', 'الآليات الوقائية الوطنية'],
    ['en', 'national preventive mechanisms'],
  ] as const)('%s uses the term of the Optional Protocol', (locale, term) => {
    expect(textIn(locale)('topic.npm').toLowerCase()).toBe(term);
    expect(textIn(locale)('start.who-text')).toContain(term);
  });
});

describe('names of States', () => {
  test.each(locales)('all 195 have a name of their own in %s', (locale) => {
    const names = stateCodes.map((code) => stateName(code, locale));
    expect(stateCodes.filter((code, index) => names[index] === code)).toEqual([]);
    expect(new Set(names).size).toBe(stateCodes.length);
  });

  test('are those that the United Nations uses', () => {
    expect(['BO', 'TR', 'PS', 'CV', 'CD'].map((code) => stateName(code, 'en'))).toEqual([
      'Bolivia (Plurinational State of)',
      'Türkiye',
      'State of Palestine',
      'Cabo Verde',
      'Democratic Republic of the Congo',
    ]);
  });
});

describe('mails', () => {
  const reference = '7f3k92qd5x0abcdefghjkmnpq*';
  const link = 'https://advice-hub.example/notices/7f3k92qd5x0abcdefghjkmnpqr';
  const cases = NoticeKind.options.flatMap((kind) => locales.map((locale) => ({ kind, locale })));

  test.each(cases)(
    '$kind in $locale holds constant words, the reference and the link, and nothing else',
    ({ kind, locale }) => {
      const t = textIn(locale);
      const { subject, text, html } = renderMail(kind, { locale, reference, link });
      const constant = [t(`mail.${kind}.sentence`), t('mail.reference'), t('mail.no-reply'), t('mail.open')];
      const without = (whole: string, parts: readonly string[]) =>
        parts.reduce((rest, part) => rest.replace(part, ''), whole);
      const plain = (whole: string) => whole.replaceAll(/[\u200e\s]/g, '');
      expect(subject.replaceAll('\u200e', '')).toBe(t(`mail.${kind}.subject`, { reference }));
      expect(subject).not.toMatch(/[\r\n]/);
      expect(plain(without(text, [...constant, link, reference]))).toBe('');
      const words = html.replace(/<title>.*?<\/title>/, '').replaceAll(/<[^>]*>/g, ' ');
      expect(plain(without(words, [...constant, reference]))).toBe('');
      expect(html).toContain(`<html lang="${locale}" dir="${directionOf(locale)}">`);
      expect([...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, url]) => url)).toEqual([link]);
      expect(html).not.toMatch(/<img|<script|<link|url\(/);
    },
  );

  test('an Arabic subject keeps the reference in its own order', () => {
    expect(renderMail('offer', { locale: 'ar', reference, link }).subject).toContain(`\u200e${reference}\u200e`);
  });

  test('have words put into them and nothing else: a text that wants a number, or a word that is missing, is a fault', () => {
    const words = wordsIn('en');
    expect(words('mail.offer.subject', { reference })).toContain(reference);
    expect(() => words('mail.offer.subject')).toThrow('wants more than words');
    expect(() => words('start.step-expert-text', { days: '2' })).toThrow('wants more than words');
  });
});
