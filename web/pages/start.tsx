import type { Role } from '../../shared/people.ts';
import type { Targets } from '../../shared/settings.ts';
import type { Page } from '../page.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

/** The times that are promised. */
export type StartData = { targets: Targets };

/** What answers many a question before it is asked. Addresses of the texts in English lead on to other languages. */
const resources = [
  {
    name: 'convention',
    address:
      'https://www.ohchr.org/en/instruments-mechanisms/instruments/convention-against-torture-and-other-cruel-inhuman-or-degrading',
  },
  {
    name: 'protocol',
    address:
      'https://www.ohchr.org/en/instruments-mechanisms/instruments/optional-protocol-convention-against-torture-and-other-cruel',
  },
  { name: 'comments', address: 'https://www.ohchr.org/en/treaty-bodies/cat/general-comments' },
  { name: 'interviewing', address: 'https://interviewingprinciples.com/' },
] as const;

const toSignIn = (next: string) => `/sign-in?${new URLSearchParams({ next })}`;

const begin = {
  official: { href: '/ask/scope', key: 'start.begin' },
  expert: { href: '/queue', key: 'start.to-queue' },
  secretariat: { href: '/board', key: 'start.to-board' },
  auditor: { href: '/ledgers', key: 'start.to-ledgers' },
} as const satisfies Record<Role, { href: string; key: string }>;

function Begin({ view }: { view: View }) {
  const t = textIn(view.locale);
  const role = view.signedIn?.role;
  const first = role ? begin[role] : ({ href: toSignIn('/ask/scope'), key: 'start.begin' } as const);
  return (
    <div class="actions">
      <a class="button" href={first.href}>
        {t(first.key)}
      </a>
      {!role && <a href={toSignIn('/')}>{t('start.sign-in')}</a>}
      {(!role || role === 'official') && <a href={role ? '/queries' : toSignIn('/queries')}>{t('start.continue')}</a>}
    </div>
  );
}

/** Decide whether this is the right place, and begin. */
export const StartPage: Page<StartData> = {
  title: (_, view) => textIn(view.locale)('start.title'),
  body: ({ targets }, view) => {
    const t = textIn(view.locale);
    const days = targets.firstAdvice;
    return (
      <div class="wide">
        <h1>{t('start.title')}</h1>
        <p class="lead">{t('start.lead')}</p>
        <Begin view={view} />
        <div class="beside">
          <div>
            <h2>{t('start.how')}</h2>
            <ol class="steps">
              <li>
                <h3>{t('start.step-ask')}</h3>
                <p>{t('start.step-ask-text')}</p>
              </li>
              <li>
                <h3>{t('start.step-expert')}</h3>
                <p>{t('start.step-expert-text', { days: targets.acceptance.standard })}</p>
              </li>
              <li>
                <h3>{t('start.step-advice')}</h3>
                <p>{t('start.step-advice-text', { days: days.standard, urgent: days.urgent })}</p>
              </li>
            </ol>
          </div>
          <div>
            <h2>{t('start.before')}</h2>
            <p class="inset">{t('start.before-text')}</p>
            <h2>{t('start.who')}</h2>
            <p>{t('start.who-text')}</p>
            <h2>{t('start.resources')}</h2>
            <p>{t('start.resources-text')}</p>
            <ul class="links">
              {resources.map(({ name, address }) => (
                <li key={name}>
                  <a href={address} hreflang="en" rel="noreferrer">
                    {t(`start.resource-${name}`)}
                  </a>
                </li>
              ))}
            </ul>
            <h2>{t('start.elsewhere')}</h2>
            <ul class="links">
              <li>
                <a href="/individual-cases">{t('start.individual')}</a>
              </li>
              <li>
                <a href="/help#contact">{t('start.contact')}</a>
              </li>
            </ul>
          </div>
        </div>
      </div>
    );
  },
};
