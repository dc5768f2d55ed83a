import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

type Warned = { view: View; session: NonNullable<View['session']> };

/**
 * Says that the session is about to end. The script opens it, after asking the hub; without one it stays shut, and a form
 * that is sent too late comes back whole. Each of the four sentences is spoken once; nothing ticks.
 */
export function SessionWarning({ view, session }: Warned) {
  const t = textIn(view.locale);
  return (
    <dialog
      class="session"
      aria-labelledby="session-title"
      data-idle-seconds={session.idleSeconds}
      data-ends-anyway-at={session.endsAnywayAt}
    >
      <div data-part="before">
        <h2 id="session-title">{t('session.title')}</h2>
        <p aria-live="assertive" data-part="spoken" />
        {([300, 60, 30, 15] as const).map((seconds) => (
          <template key={seconds} data-seconds={seconds}>
            {t(`session.left-${seconds}`)}
          </template>
        ))}
        <p data-part="more">{t('session.why')}</p>
        <p data-part="limit" hidden>
          {t('session.limit')}
        </p>
        <div class="actions">
          <button type="button" data-part="stay">
            {t('session.stay')}
          </button>
          <form method="post" action="/sign-out">
            <button class="second" type="submit">
              {t('shell.sign-out')}
            </button>
          </form>
        </div>
      </div>
      <div data-part="after" hidden>
        <h2 id="session-over">{t('signed-out.title')}</h2>
        <p>{t('session.ended')}</p>
        <div class="actions">
          <a class="button" href="/sign-in?next=/home" target="_blank" rel="noopener">
            {t('expired.sign-in')}
          </a>
          <button class="second" type="button" data-part="back">
            {t('session.back')}
          </button>
        </div>
      </div>
    </dialog>
  );
}
