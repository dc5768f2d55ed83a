import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { Once, Whose } from './once.tsx';
import { Moment } from './time.tsx';

/** A browser or an API client in which somebody is signed in; `here` is the one that shows the page. */
export type OwnSession = { id: string; startedAt: string; lastSeenAt: string; here: boolean };

function Session({ session, view }: { session: OwnSession; view: View }) {
  const t = textIn(view.locale);
  const times = t('account.session', {
    since: <Moment at={session.startedAt} view={view} />,
    seen: <Moment at={session.lastSeenAt} view={view} />,
  });
  return (
    <li>
      <h3>{t(session.here ? 'account.here' : 'account.elsewhere')}</h3>
      <p id={`session-${session.id.slice(0, 12)}`}>{times}</p>
      {!session.here && (
        <form method="post" action="/account/end-session">
          <Whose view={view} />
          <input type="hidden" name="session" value={session.id} />
          <button class="quiet" type="submit" aria-describedby={`session-${session.id.slice(0, 12)}`}>
            {t('account.end')}
          </button>
        </form>
      )}
    </li>
  );
}

/** Where somebody is signed in, each with a way to end it, and a way to end all but this one. */
export function OwnSessions(props: { sessions: readonly OwnSession[]; version: number; view: View }) {
  const { sessions, version, view } = props;
  const t = textIn(view.locale);
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions">{t('account.sessions')}</h2>
      <p>{t('account.sessions-text')}</p>
      <ul class="items">
        {sessions.map((session) => (
          <Session key={session.id} session={session} view={view} />
        ))}
      </ul>
      {sessions.some(({ here }) => !here) && (
        <form method="post" action="/account/end-sessions">
          <Once view={view} version={version} />
          <button class="second" type="submit">
            {t('account.end-others')}
          </button>
        </form>
      )}
    </section>
  );
}
