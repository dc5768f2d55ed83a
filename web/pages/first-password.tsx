import type { Page } from '../page.tsx';
import { Fact, SummaryList } from '../parts/summary-list.tsx';
import { textIn } from '../text/text.ts';

/** A password for one sign-in, and whose it is: shown once. */
export type FirstPasswordData = { id: string; name: string; email: string; password: string };

/** The one sight of a first password, for whoever hands it over. */
export const FirstPasswordPage: Page<FirstPasswordData> = {
  title: (_, view) => textIn(view.locale)('password.first'),
  body: ({ id, name, email, password }, view) => {
    const t = textIn(view.locale);
    return (
      <>
        <h1>{t('password.first')}</h1>
        <p class="inset">{t('password.once')}</p>
        <SummaryList>
          <Fact name={t('field.name')}>
            <bdi>{name}</bdi>
          </Fact>
          <Fact name={t('field.email')}>
            <bdi dir="ltr">{email}</bdi>
          </Fact>
          <Fact name={t('field.password')}>
            <code dir="ltr" class="secret">
              {password}
            </code>
          </Fact>
        </SummaryList>
        <h2>{t('password.hand-over')}</h2>
        <ol>
          <li>{t('password.step-call')}</li>
          <li>{t('password.step-sign-in')}</li>
          <li>{t('password.step-wrong')}</li>
        </ol>
        <p>
          <a href={`/people/${id}`}>{t('password.back')}</a>
        </p>
      </>
    );
  },
};
