import type { Actor, LedgerEvent } from '../../shared/ledger.ts';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { CalendarDay, Moment } from './time.tsx';

/** An event of a query, with who did it and whom it names, as far as the reader may know. */
export type TimelineEvent = LedgerEvent & {
  at: string;
  actorRole: Actor['role'];
  actorName?: string;
  expertName?: string;
};

function Happened({ event, view }: { event: TimelineEvent; view: View }) {
  const t = textIn(view.locale);
  const expert = <bdi>{event.expertName ?? t('role.expert')}</bdi>;
  switch (event.code) {
    case 'offered':
      return <>{t('event.offered', { expert, until: <Moment at={event.details.expiresAt} view={view} /> })}</>;
    case 'expired':
      return <>{t('event.expired', { expert })}</>;
    case 'unplaced':
      return <>{t('event.unplaced', { count: event.details.considered })}</>;
    case 'declined':
      return <>{t('event.declined', { reason: t(`decline.${event.details.reason}`) })}</>;
    case 'urgency-granted':
      return <>{t('event.urgency-granted', { by: <CalendarDay date={event.details.neededBy} view={view} /> })}</>;
    case 'opened':
      return <>{t(`event.opened-${event.details.part}`)}</>;
    default:
      return <>{t(`event.${event.code}`)}</>;
  }
}

/** What happened to a query, in order, in the reader's language. */
export const Timeline = ({ events, view }: { events: readonly TimelineEvent[]; view: View }) => (
  <ol class="timeline">
    {events.map((event) => (
      <li key={event.at + event.code}>
        <p>
          <Happened event={event} view={view} />
        </p>
        <p class="meta">
          <span>
            {event.actorName && <bdi>{event.actorName}</bdi>}{' '}
            <span class={event.actorName ? 'role' : undefined}>{textIn(view.locale)(`role.${event.actorRole}`)}</span>
          </span>
          <span>
            <Moment at={event.at} view={view} />
          </span>
        </p>
      </li>
    ))}
  </ol>
);
