import type { Locale } from '../../shared/languages.ts';
import { catalogueOf, type TextKey } from './catalogues.ts';

/** Nothing but words and the places of arguments, by name. */
const onlyNames = /^[^{}']*(?:\{\w+\}[^{}']*)+$/;
const places = new Map<string, boolean>();

/** A text that only has words put into it, with these put in: for that alone nothing needs parsing. Else undefined. */
export function filled(message: string, args: Readonly<Record<string, unknown>> = {}): string | undefined {
  if (!message.includes('{')) return message;
  const simple = places.get(message) ?? onlyNames.test(message);
  places.set(message, simple);
  if (!simple) return undefined;
  let whole = true;
  const text = message.replace(/\{(\w+)\}/g, (_, name: string) => {
    const word = args[name];
    whole &&= typeof word === 'string';
    return String(word);
  });
  return whole ? text : undefined;
}

/** The message of a key; one that is missing throws. */
export function messageOf(key: TextKey, locale: Locale): string {
  const message = catalogueOf(locale)[key];
  if (message === undefined) throw new Error(`no text "${key}" in "${locale}"`);
  return message;
}

/** The texts of one language for who only ever puts words into them, as mails do; a text that wants more throws. */
export const wordsIn =
  (locale: Locale) =>
  (key: TextKey, words?: Readonly<Record<string, string>>): string => {
    const text = filled(messageOf(key, locale), words);
    if (text === undefined) throw new Error(`the text "${key}" in "${locale}" wants more than words`);
    return text;
  };
