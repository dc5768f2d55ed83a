import type { Reason } from '../../shared/refused.ts';
import type { Page } from '../page.tsx';
import { SendAgain, type Sent, WhatWasTyped } from '../parts/kept.tsx';
import { Incident } from '../parts/refusal.tsx';
import { Moment } from '../parts/time.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

/**
 * Why there is no page: a refusal, or a fault of ours with the number under which it is on record; until when, if it passes;
 * and what was sent, if there was anything: to send again where that may help, else to copy, with the way to where that
 * stands which it was about.
 */
export type ErrorData = {
  reason: Reason | 'fault';
  incident?: string;
  until?: string;
  again?: Sent;
  sent?: Sent;
  stands?: string;
};

const homes = { official: '/queries', expert: '/queue', secretariat: '/board', auditor: '/ledgers' } as const;

/** The ways on; where the form can be sent again, that comes first. */
function Onward({ reason, again, stands, view }: Pick<ErrorData, 'reason' | 'again' | 'stands'> & { view: View }) {
  const t = textIn(view.locale);
  const signIn = reason === 'signed-out' || reason === 'sign-in-again';
  const next = view.path.replace(/^[/\\]+/, '/');
  return (
    <div class="actions">
      {signIn && (
        <a class="button" href={`/sign-in?${new URLSearchParams({ next })}`}>
          {t('start.sign-in')}
        </a>
      )}
      {stands && (
        <a class={again ? undefined : 'button'} href={stands}>
          {t('error.stands')}
        </a>
      )}
      {!signIn && (
        <a class={again || stands ? undefined : 'button'} href={view.signedIn ? homes[view.signedIn.role] : '/'}>
          {t(view.signedIn ? 'error.home' : 'error.start')}
        </a>
      )}
      <a href="/help#contact">{t('footer.contact')}</a>
    </div>
  );
}

/** What went wrong, whether anything was lost, and what to do next. */
export const ErrorPage: Page<ErrorData> = {
  title: ({ reason }, view) => textIn(view.locale)(`refused.${reason}.title`),
  refusal: () => <></>,
  body: ({ reason, incident, until, again, sent, stands }, view) => {
    const t = textIn(view.locale);
    return (
      <>
        <h1>{t(`refused.${reason}.title`)}</h1>
        <p>{t(`refused.${reason}.text`)}</p>
        {until && <p>{t('error.until', { time: <Moment at={until} view={view} /> })}</p>}
        {incident && <Incident incident={incident} view={view} />}
        {again && (
          <>
            <p>{t('error.again-text')}</p>
            <SendAgain sent={again} button="error.again" view={view} />
          </>
        )}
        {sent && <WhatWasTyped sent={sent} view={view} />}
        <Onward reason={reason} again={again} stands={stands} view={view} />
      </>
    );
  },
};
