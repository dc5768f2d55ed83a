import type { Page } from '../page.tsx';
import { textIn } from '../text/text.ts';

/** Nothing but the view is needed. */
export type IndividualCasesData = Record<string, never>;

const places = [
  { name: 'committee', address: 'https://www.ohchr.org/en/treaty-bodies/cat' },
  { name: 'rapporteur', address: 'https://www.ohchr.org/en/special-procedures/sr-torture' },
  { name: 'subcommittee', address: 'https://www.ohchr.org/en/treaty-bodies/spt' },
  { name: 'national', address: 'https://www.ohchr.org/en/treaty-bodies/spt/national-preventive-mechanisms' },
] as const;

/** Where a question about a person's case belongs. */
export const IndividualCasesPage: Page<IndividualCasesData> = {
  title: (_, view) => textIn(view.locale)('individual.title'),
  body: (_, view) => {
    const t = textIn(view.locale);
    return (
      <>
        <h1>{t('individual.title')}</h1>
        <p>{t('individual.text')}</p>
        {places.map(({ name, address }) => (
          <section key={name} aria-labelledby={name}>
            <h2 id={name}>{t(`individual.${name}`)}</h2>
            <p>{t(`individual.${name}-text`)}</p>
            <p>
              <a class="address" href={address} hreflang="en" rel="noreferrer" dir="ltr">
                {address.replace('https://www.', '')}
              </a>
            </p>
          </section>
        ))}
        {view.signedIn?.role === 'official' && (
          <p class="aside">
            <a href="/ask/scope">{t('individual.general')}</a>
          </p>
        )}
      </>
    );
  },
};
