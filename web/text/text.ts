import { IntlMessageFormat } from 'intl-messageformat';
import type { VNode } from 'preact';
import type { Locale } from '../../shared/languages.ts';
import { catalogueOf, type TextKey } from './catalogues.ts';
import { tagOf } from './tags.ts';
import { filled, messageOf } from './words.ts';

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

function textFrom(locale: Locale): Text {
  const formats = new Map<TextKey, IntlMessageFormat>();
  const formatOf = (key: TextKey, message: string) => {
    const format = formats.get(key) ?? new IntlMessageFormat(message, tagOf[locale], undefined, { ignoreTag: true });
    formats.set(key, format);
    return format;
  };
  function t(key: TextKey, args?: Plain): string;
  function t(key: TextKey, args: Rich): Woven;
  function t(key: TextKey, args?: Rich): Woven {
    const message = messageOf(key, locale);
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
