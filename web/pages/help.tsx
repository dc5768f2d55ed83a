import type { Page } from '../page.tsx';
import { statusOf } from '../text/status.ts';
import { textIn } from '../text/text.ts';

/** Nothing but the view is needed. */
export type HelpData = Record<string, never>;

const paragraphs = {
  help: ['help.ask', 'help.sign-in', 'help.lists', 'help.mail'],
  contact: ['help.secretariat', 'help.device', 'help.never-mail'],
  privacy: ['help.sealed', 'help.secretariat-sees', 'help.record', 'help.mail-empty', 'help.cookie'],
  accessibility: ['help.standard', 'help.plain', 'help.barrier'],
} as const;

/** Help, contact, privacy and accessibility. */
export const HelpPage: Page<HelpData> = {
  title: (_, view) => textIn(view.locale)('footer.help'),
  body: (_, view) => {
    const t = textIn(view.locale);
    return (
      <>
        <h1 id="help">{t('footer.help')}</h1>
        {paragraphs.help.map((key) => (
          <p key={key}>{t(key)}</p>
        ))}
        <p>
          {t('help.individual-text')}{' '}
          <a class="within" href="/individual-cases">
            {t('individual.title')}
          </a>
        </p>
        {(['contact', 'privacy', 'accessibility'] as const).map((section) => (
          <section key={section} aria-labelledby={section}>
            <h2 id={section}>{t(`footer.${section}`)}</h2>
            {paragraphs[section].map((key) => (
              <p key={key}>{t(key)}</p>
            ))}
          </section>
        ))}
        {statusOf[view.locale].status === 'draft' && (
          <section aria-labelledby="translation">
            <h2 id="translation">{t('translation.title')}</h2>
            <p>{t('translation.text')}</p>
            <p>{t('translation.report')}</p>
          </section>
        )}
      </>
    );
  },
};
