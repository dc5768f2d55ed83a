import type { Locale } from '../../shared/languages.ts';

/**
 * How far the texts of a language have come. They are `reviewed` once somebody who grew up with the language and works in
 * the field has read every text of the catalogue in its place on the pages, and in the mails; `by` says who that was, by
 * office or by name, and `on` which day. Whoever changes more than a few texts afterwards sets it back to `draft`.
 */
export type Status = { status: 'draft' } | { status: 'reviewed'; by: string; on: string };

/** The status of each catalogue. As long as it is a draft, every page in that language says so at its foot. */
export const statusOf: Readonly<Record<Locale, Status>> = {
  ar: { status: 'draft' },
  // Nothing here is a translation: every text was written in English first.
  en: { status: 'reviewed', by: 'The authors, in whose words every text was first written', on: '2026-11-22' },
  es: { status: 'draft' },
  fr: { status: 'draft' },
  pt: { status: 'draft' },
};
