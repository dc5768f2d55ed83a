import type { Page } from '../page.tsx';
import { textIn } from '../text/text.ts';

/** The form that was sent too late: where it goes, and everything that was typed. */
export type ExpiredData = { action: string; fields: Record<string, string | string[]> };

/** The session ended while they typed: the text is still here, and goes out again once they have signed in elsewhere. */
export const ExpiredPage: Page<ExpiredData> = {
  title: (_, view) => textIn(view.locale)('expired.title'),
  body: ({ action, fields }, view) => {
    const t = textIn(view.locale);
    const kept = Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one] as const));
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
        <form id="writing" method="post" action={action}>
          {kept.map(([name, value]) => (
            <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
          ))}
          <button type="submit">{t('expired.send-again')}</button>
        </form>
      </>
    );
  },
};
