import type { QueryLanguage } from '../../shared/languages.ts';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

/** Languages by their names, as the reader's language joins them. */
export function LanguageNames({ of, view }: { of: readonly QueryLanguage[]; view: View }) {
  const t = textIn(view.locale);
  const names = of.map((language) => String(t(`language.${language}`)));
  return <>{new Intl.ListFormat(view.locale, { type: 'disjunction' }).format(names)}</>;
}
