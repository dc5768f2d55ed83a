import type { Page } from '../page.tsx';
import { textIn } from '../text/text.ts';

/** Nothing but the view is needed. */
export type HelpData = Record<string, never>;

const paragraphs = {
  help: ['help.ask', 'help.sign-in', 'help.lists', 'help.mail'],
  contact: ['help.secretariat', 'help.device', 'help.never-mail'],
  privacy: ['help.sealed', 'help.secretariat-sees', 'help.record', 'help.mail-empty', 'help.cookie'],
  accessibility: ['help.standard', 'help.plain', 'help.barrier'],
} as const;

const bodies = ['committee', 'rapporteur', 'subcommittee', 'national'] as const;

/** Help, contact, privacy and accessibility, and where individual complaints belong. */
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
        <h2 id="individual">{t('help.individual')}</h2>
        <p>{t('help.individual-text')}</p>
        <ul>
          {bodies.map((body) => (
            <li key={body}>{t(`help.${body}`)}</li>
          ))}
        </ul>
        {(['contact', 'privacy', 'accessibility'] as const).map((section) => (
          <section key={section} aria-labelledby={section}>
            <h2 id={section}>{t(`footer.${section}`)}</h2>
            {paragraphs[section].map((key) => (
              <p key={key}>{t(key)}</p>
            ))}
          </section>
        ))}
      </>
    );
  },
};
