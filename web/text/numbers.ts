import type { Locale } from '../../shared/languages.ts';
import { tagOf } from './tags.ts';

const styles = {
  percent: { style: 'percent', maximumFractionDigits: 0 },
  number: {},
} as const satisfies Record<string, Intl.NumberFormatOptions>;

const formats = new Map<string, Intl.NumberFormat>();

function formatOf(locale: Locale, style: keyof typeof styles): Intl.NumberFormat {
  const key = `${locale} ${style}`;
  const format = formats.get(key) ?? new Intl.NumberFormat(tagOf[locale], styles[style]);
  formats.set(key, format);
  return format;
}

/** A share of one as whole hundredths: "92%". */
export const percentText = (share: number, locale: Locale): string => formatOf(locale, 'percent').format(share);

/** A number as it is written in a language: "1,240", "2.5". */
export const numberText = (number: number, locale: Locale): string => formatOf(locale, 'number').format(number);
