import type { Locale } from '../../shared/languages.ts';
import { tagOf } from './tags.ts';

/** Several things in a row, as the language writes them: "topic, language and State". */
export const listText = (items: readonly string[], locale: Locale): string =>
  new Intl.ListFormat(tagOf[locale], { type: 'conjunction' }).format(items);

/** Several things of which each may be meant: "topic, language or State". */
export const eitherText = (items: readonly string[], locale: Locale): string =>
  new Intl.ListFormat(tagOf[locale], { type: 'disjunction' }).format(items);
