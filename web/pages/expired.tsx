import type { Page } from '../page.tsx';
import { SendAgain, type Sent } from '../parts/kept.tsx';
import { textIn } from '../text/text.ts';

/** The form that was sent too late. */
export type ExpiredData = Sent;

/** The session ended while they typed: the text is still here, and goes out again once they have signed in elsewhere. */
export const ExpiredPage: Page<ExpiredData> = {
  title: (_, view) => textIn(view.locale)('expired.title'),
  body: (sent, view) => {
    const t = textIn(view.locale);
    return (
      <>
        <h1>{t('expired.title')}</h1>
        <p>{t('expired.kept')}</p>
        <ol class="steps">
          <li>
            <p>
              <a href="/sign-in?next=/home" target="_blank" rel="noopener">
                {t('expired.sign-in')}
              </a>
            </p>
          </li>
          <li>
            <p>{t('expired.come-back')}</p>
          </li>
        </ol>
        <SendAgain sent={sent} button="expired.send-again" view={view} />
      </>
    );
  },
};
