import type { QueryLanguage } from '../../shared/languages.ts';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { type FieldName, filledIn } from './fields.tsx';
import { Moment } from './time.tsx';
import { Written } from './written.tsx';

/** The texts of a form as they are saved by now, and where to take them as they are. */
type Saved = {
  view: View;
  saved: readonly { name: FieldName; text: string }[];
  savedAt: string;
  language: QueryLanguage;
  here: string;
  /** Which heading it has where it stands. */
  heading: 'h2' | 'h3';
};

// A form sends its line ends as two characters.
const plain = (text: string): string => text.replaceAll('\r\n', '\n').trim();

/** Somebody saved the draft after this page was opened: what is saved stands beside what was typed, and nothing is lost. */
export function TwoVersions({ view, saved, savedAt, language, here, heading: Heading }: Saved) {
  const t = textIn(view.locale);
  const reason = view.refused?.reason;
  // Going back to a page that was sent, and sending it with other words, comes to the same.
  if (reason !== 'stale' && reason !== 'key-reused') return null;
  const differing = saved.filter(({ name, text }) => {
    const typed = plain(filledIn(view, name));
    return typed !== '' && text !== '' && typed !== plain(text);
  });
  if (differing.length === 0) return null;
  return (
    <section class="two-versions" aria-labelledby="two-versions">
      <Heading id="two-versions">{t('two-versions.title')}</Heading>
      <p>{t('two-versions.text')}</p>
      <p class="soft">{t('two-versions.saved', { at: <Moment at={savedAt} view={view} /> })}</p>
      {differing.map(({ name, text }) => (
        <div key={name}>
          {saved.length > 1 && (
            <p>
              <strong>{t(`field.${name}`)}</strong>
            </p>
          )}
          <Written language={language}>{text}</Written>
        </div>
      ))}
      <p>
        <a href={here}>{t('two-versions.take')}</a>
      </p>
    </section>
  );
}
