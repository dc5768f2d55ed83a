import { IntlMessageFormat } from 'intl-messageformat';
import type { VNode } from 'preact';
import type { Locale } from '../../shared/languages.ts';
import { catalogueOf, type TextKey } from './catalogues.ts';
import { tagOf } from './tags.ts';

export type { TextKey };

type Plain = Record<string, string | number>;
type Rich = Record<string, string | number | VNode>;
type Woven = string | VNode | (string | VNode)[];

/** The texts of one language: `t(key, arguments)`; arguments may be elements, such as a time. */
export type Text = {
  (key: TextKey, args?: Plain): string;
  (key: TextKey, args: Rich): Woven;
};

/** Is there a text under this key? */
export const isTextKey = (key: string): key is TextKey => Object.hasOwn(catalogueOf('en'), key);

/** Nothing but words and the places of arguments, by name. */
const onlyNames = /^[^{}']*(?:\{\w+\}[^{}']*)+$/;
const places = new Map<string, boolean>();

/** A text that only has words put into it, with these put in: for that alone nothing needs parsing. Else undefined. */
function filled(message: string, args: Rich = {}): string | undefined {
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

function textFrom(locale: Locale): Text {
  const catalogue = catalogueOf(locale);
  const formats = new Map<TextKey, IntlMessageFormat>();
  const formatOf = (key: TextKey, message: string) => {
    const format = formats.get(key) ?? new IntlMessageFormat(message, tagOf[locale], undefined, { ignoreTag: true });
    formats.set(key, format);
    return format;
  };
  function t(key: TextKey, args?: Plain): string;
  function t(key: TextKey, args: Rich): Woven;
  function t(key: TextKey, args?: Rich): Woven {
    const message = catalogue[key];
    if (message === undefined) throw new Error(`no text "${key}" in "${locale}"`);
    if (!message.includes('{')) return message;
    return filled(message, args) ?? formatOf(key, message).format<VNode>(args);
  }
  return t;
}

const texts = new Map<Locale, Text>();

/** The texts of a language; a key or argument that is missing throws. */
export function textIn(locale: Locale): Text {
  const text = texts.get(locale) ?? textFrom(locale);
  texts.set(locale, text);
  return text;
}
