import type { Page } from '../page.tsx';
import { textIn } from '../text/text.ts';

/** Nothing but the view is needed. */
export type SignedOutData = Record<string, never>;

/** The session has ended. */
export const SignedOutPage: Page<SignedOutData> = {
  title: (_, view) => textIn(view.locale)('signed-out.title'),
  body: (_, view) => {
    const t = textIn(view.locale);
    return (
      <>
        <h1>{t('signed-out.title')}</h1>
        <p>{t('signed-out.text')}</p>
        <p class="actions">
          <a class="button" href="/sign-in">
            {t('signed-out.again')}
          </a>
        </p>
      </>
    );
  },
};
