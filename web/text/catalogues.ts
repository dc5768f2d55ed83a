import { readFileSync } from 'node:fs';
import type { Locale } from '../../shared/languages.ts';
import type en from './en.json';

/** Every text has one of these keys. */
export type TextKey = keyof typeof en;

/** All texts of one language. */
export type Catalogue = Readonly<Record<TextKey, string>>;

const kept = new Map<Locale, Catalogue>();

/**
 * The texts of a language, read when somebody first needs them: they lie beside this module, and beside the bundle that
 * it becomes part of, so that no function carries five languages to its first request.
 */
export function catalogueOf(locale: Locale): Catalogue {
  const known = kept.get(locale);
  if (known) return known;
  const catalogue: Catalogue = JSON.parse(readFileSync(new URL(`./${locale}.json`, import.meta.url), 'utf8'));
  kept.set(locale, catalogue);
  return catalogue;
}
