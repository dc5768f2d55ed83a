import { directionOf, locales } from '../../shared/languages.ts';
import type { Role } from '../../shared/people.ts';
import { iconPath } from '../icon.ts';
import { statusOf } from '../text/status.ts';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { SessionWarning } from './session-warning.tsx';
import { type Place, Shortcuts } from './shortcuts.tsx';

const navigation = {
  official: [
    { href: '/queries', key: 'nav.queries', letter: 'q' },
    { href: '/ask/scope', key: 'nav.ask', letter: 'a' },
  ],
  expert: [
    { href: '/queue', key: 'nav.queue', letter: 'q' },
    { href: '/profile', key: 'nav.profile', letter: 'p' },
  ],
  secretariat: [
    { href: '/board', key: 'nav.board', letter: 'b' },
    { href: '/response-times', key: 'nav.response-times', letter: 'r' },
    { href: '/people', key: 'nav.people', letter: 'p', also: '/institutions' },
    { href: '/settings', key: 'nav.settings', letter: 's' },
  ],
  auditor: [{ href: '/ledgers', key: 'nav.ledgers', letter: 'l' }],
} as const satisfies Record<Role, readonly Place[]>;

/** Where somebody of a role goes. */
const placesOf = (role: Role): readonly Place[] => [
  ...navigation[role],
  { href: '/inbox', key: 'inbox.nav', letter: 'i' },
];

const ownNames = { ar: 'العربية', en: 'English', es: 'Español', fr: 'Français', pt: 'Português' } as const;

/** The same page in another language. A path that begins with two slashes would lead to another host. */
function inLanguage(view: View, locale: string): string {
  const path = view.path.replace(/^[/\\]+/, '/');
  return `${path}?${new URLSearchParams({ ...view.query, lang: locale })}`;
}

/** Is the open page this place, or one within it? */
function currentAt(path: string, { href, also }: Place): 'page' | 'true' | undefined {
  if (path === href) return 'page';
  return [href, also].some((place) => place?.split('/')[1] === path.split('/')[1]) ? 'true' : undefined;
}

/** What a language button says: to give the form back in it, or, of a page that answered a form, to answer it in it. */
const choosing = ({ sentTo, preview }: View, locale: string) =>
  sentTo && preview ? { formAction: `${sentTo}?lang=${locale}` } : { name: 'lang', value: locale };

/**
 * Links to this page in each language; on a page with a form to write in, buttons of that form, which comes back in the
 * other language as it was filled in. The first button of a form is the one that Enter presses: that one sends it.
 */
const Languages = ({ view, writing }: { view: View; writing: string | undefined }) => (
  <nav class="languages" aria-label={textIn(view.locale)('shell.languages')}>
    {writing && (
      <button class="heard" type="submit" form={writing} tabIndex={-1} aria-hidden="true">
        ↵
      </button>
    )}
    <ul>
      {locales.map((locale) => {
        const own = {
          lang: locale,
          dir: directionOf(locale),
          'aria-current': locale === view.locale ? ('true' as const) : undefined,
        };
        return (
          <li key={locale}>
            {writing ? (
              <button {...own} type="submit" form={writing} formNoValidate {...choosing(view, locale)}>
                {ownNames[locale]}
              </button>
            ) : (
              <a {...own} href={inLanguage(view, locale)} hreflang={locale}>
                {ownNames[locale]}
              </a>
            )}
          </li>
        );
      })}
    </ul>
  </nav>
);

function Account({ view, signedIn }: { view: View; signedIn: NonNullable<View['signedIn']> }) {
  const t = textIn(view.locale);
  return (
    <div class="strip">
      <div class="width">
        <nav class="places" aria-label={t('shell.navigation')}>
          <ul>
            {placesOf(signedIn.role).map((place) => (
              <li key={place.href}>
                <a href={place.href} aria-current={currentAt(view.path, place)}>
                  {t(place.key)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <form class="account" method="post" action="/sign-out">
          <p>
            <a href="/account">
              <bdi>{signedIn.name}</bdi>
            </a>{' '}
            <span class="role">{t(`role.${signedIn.role}`)}</span>
          </p>
          {signedIn.shortcuts && (
            <button class="quiet" type="button" data-keys hidden>
              {t('keys.title')}
            </button>
          )}
          <button class="quiet" type="submit">
            {t('shell.sign-out')}
          </button>
        </form>
      </div>
    </div>
  );
}

function Footer({ view }: { view: View }) {
  const t = textIn(view.locale);
  return (
    <footer>
      <div class="width">
        <ul>
          {(['help', 'contact', 'privacy', 'accessibility'] as const).map((section) => (
            <li key={section}>
              <a href={`/help#${section}`}>{t(`footer.${section}`)}</a>
            </li>
          ))}
        </ul>
        <p>{t('footer.owner')}</p>
        {statusOf[view.locale].status === 'draft' && (
          <p>
            {t('footer.draft')} <a href="/help#translation">{t('footer.report')}</a>
          </p>
        )}
      </div>
    </footer>
  );
}

/** `writing` is the id of the form that the language buttons belong to, if the page has one. */
type Standing = { title: string; view: View; writing: string | undefined };

/** What every page stands in: head, skip link, header, languages, a main part that is still empty, footer. */
export function Shell({ title, view, writing }: Standing) {
  const t = textIn(view.locale);
  const key = view.refused ? 'shell.title-error' : 'shell.title';
  return (
    <html lang={view.locale} dir={directionOf(view.locale)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{t(key, { page: title })}</title>
        <link rel="stylesheet" href={view.stylePath} />
        <link rel="icon" href={iconPath} type="image/svg+xml" />
        {view.session && <script type="module" src={view.scriptPath} />}
      </head>
      <body>
        <a class="skip" href="#main">
          {t('shell.skip')}
        </a>
        <header>
          <div class="band">
            <div class="width">
              <a class="name" href="/">
                <strong>{t('service.name')}</strong> <span>{t('service.owner')}</span>
              </a>
              {/* A page that answers a form is at no address: without a form to bring it back there is no other language. */}
              {(writing || !view.sentTo) && <Languages view={view} writing={writing} />}
            </div>
          </div>
          {view.signedIn && <Account view={view} signedIn={view.signedIn} />}
        </header>
        <main id="main" tabIndex={-1} />
        <Footer view={view} />
        {view.session && <SessionWarning view={view} session={view.session} />}
        {view.signedIn?.shortcuts && <Shortcuts places={placesOf(view.signedIn.role)} view={view} />}
      </body>
    </html>
  );
}
