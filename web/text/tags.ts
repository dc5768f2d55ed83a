import type { Locale } from '../../shared/languages.ts';

/** What Intl is told for each language: Latin digits and the Gregorian calendar everywhere. */
export const tagOf: Record<Locale, string> = {
  ar: 'ar-u-nu-latn-ca-gregory',
  en: 'en-GB-u-nu-latn-ca-gregory',
  es: 'es-u-nu-latn-ca-gregory',
  fr: 'fr-u-nu-latn-ca-gregory',
  pt: 'pt-PT-u-nu-latn-ca-gregory',
};
