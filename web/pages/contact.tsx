import { QueryLanguage } from '../../shared/languages.ts';
import type { NoticesBy } from '../../shared/mailing.ts';
import type { Confidentiality } from '../../shared/query.ts';
import type { Page } from '../page.tsx';
import { ConfidentialityField } from '../parts/confidentiality.tsx';
import { Once } from '../parts/once.tsx';
import { ChecksField, SelectField } from '../parts/selects.tsx';
import { StepButtons, StepHeading } from '../parts/step.tsx';
import { textIn } from '../text/text.ts';

/** The languages of a draft, how confidential it is, and how its reader hears of something new. */
export type ContactData = {
  id: string;
  version: number;
  language: QueryLanguage;
  replyLanguages: readonly QueryLanguage[];
  confidentiality: Confidentiality;
  noticesBy: NoticesBy;
};

/** The third step: in which languages, how confidential, and how to hear of the answer. */
export const ContactPage: Page<ContactData> = {
  title: (_, view) => textIn(view.locale)('step.contact'),
  body: ({ id, version, language, replyLanguages, confidentiality, noticesBy }, view) => {
    const t = textIn(view.locale);
    const choices = QueryLanguage.options.map((one) => ({ value: one, text: t(`language.${one}`) }));
    return (
      <>
        <StepHeading step="contact" id={id} view={view} />
        <form id="writing" method="post" action={`/queries/${id}/save-contact`} noValidate>
          <Once view={view} version={version} />
          <SelectField view={view} name="language" hint={t('ask.language-hint')} known={language} choices={choices} />
          <ChecksField
            view={view}
            name="replyLanguages"
            hint={t('ask.reply-languages-hint')}
            known={replyLanguages}
            groups={[{ choices }]}
          />
          <ConfidentialityField view={view} known={confidentiality} />
          <section aria-labelledby="told">
            <h2 id="told">{t('ask.told')}</h2>
            <p>{t(`ask.told-${noticesBy}`)}</p>
            <p>
              <a href="/account">{t('ask.told-change')}</a>
            </p>
            <h2 id="together">{t('ask.together')}</h2>
            <p>{t('ask.together-text')}</p>
            <p>
              <a href={`/queries/${id}/access`}>{t('access.title')}</a>
            </p>
          </section>
          <StepButtons view={view} />
        </form>
      </>
    );
  },
};
