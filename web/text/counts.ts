import type { Locale } from '../../shared/languages.ts';
import { tagOf } from './tags.ts';
import { type TextKey, textIn } from './text.ts';

/** A text about a number, in each form that the language has: `#` stands where the number does. */
export type Counted = readonly { category: string; text: string }[];

/** No page counts further: a category that no number up to here falls into is not needed. */
const furthest = 200;

const known = new Map<string, Counted>();

/** The forms of a text that counts, for a script that counts what is on the page. */
export function countedIn(locale: Locale, key: TextKey): Counted {
  const name = `${locale} ${key}`;
  const counted = known.get(name) ?? formsOf(locale, key);
  known.set(name, counted);
  return counted;
}

function formsOf(locale: Locale, key: TextKey): Counted {
  const t = textIn(locale);
  const rules = new Intl.PluralRules(tagOf[locale]);
  const forms = new Map<string, string>([['none', t(key, { count: 0 })]]);
  // The highest of each: of a small one, the number may be said in words that fit no other.
  for (let count = 1; count <= furthest; count += 1)
    forms.set(rules.select(count), t(key, { count }).replace(String(count), '#'));
  return [...forms].map(([category, text]) => ({ category, text }));
}
