import type { QueryLanguage } from '../../shared/languages.ts';
import { eitherText } from '../text/lists.ts';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

/** Languages by their names, as the reader's language joins them. */
export function LanguageNames({ of, view }: { of: readonly QueryLanguage[]; view: View }) {
  const t = textIn(view.locale);
  const names = of.map((language) => t(`language.${language}`));
  return <>{eitherText(names, view.locale)}</>;
}
