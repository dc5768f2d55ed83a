import type { Locale } from '../../shared/languages.ts';
import { tagOf } from './tags.ts';

/** A share of one as whole hundredths: "92%". */
export const percentText = (share: number, locale: Locale): string =>
  new Intl.NumberFormat(tagOf[locale], { style: 'percent', maximumFractionDigits: 0 }).format(share);

/** A number as it is written in a language: "1,240", "2.5". */
export const numberText = (number: number, locale: Locale): string =>
  new Intl.NumberFormat(tagOf[locale]).format(number);
