import type { LedgerEvent } from '../../shared/ledger.ts';
import { stateName } from '../text/states.ts';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { CalendarDay, Moment } from './time.tsx';
import { Written } from './written.tsx';

/** What happened, in one line; `expertName` is the expert whom the event names, as far as the reader may know. */
export function Happened({ event, expertName, view }: { event: LedgerEvent; expertName?: string; view: View }) {
  const t = textIn(view.locale);
  const expert = <bdi>{expertName ?? t('role.expert')}</bdi>;
  switch (event.code) {
    case 'offered': {
      const until = <Moment at={event.details.expiresAt} view={view} />;
      return <>{t(event.details.insteadOf ? 'event.offered-instead' : 'event.offered', { expert, until })}</>;
    }
    case 'expired':
    case 'expert-suspended':
      return <>{t(`event.${event.code}`, { expert })}</>;
    case 'unplaced': {
      const key = event.details.why === 'restricted' ? 'event.unplaced-restricted' : 'event.unplaced';
      return <>{t(key, { count: event.details.considered })}</>;
    }
    case 'declined':
      return <>{t('event.declined', { reason: t(`decline.${event.details.reason}`) })}</>;
    case 'recused':
      return <>{t('event.recused', { reason: t(`decline.${event.details.reason}`) })}</>;
    case 'conflict-found':
      return <>{t('event.conflict-found', { expert, conflict: t(`exclusion.${event.details.conflict}`) })}</>;
    case 'urgency-granted':
      return <>{t('event.urgency-granted', { by: <CalendarDay date={event.details.neededBy} view={view} /> })}</>;
    case 'opened': {
      const { part, through } = event.details;
      return <>{t(through === 'break-glass' ? 'event.opened-glass' : `event.opened-${part}`)}</>;
    }
    case 'glass-requested':
      return <>{t('event.glass-requested', { reason: t(`glass.reason-${event.details.reason}`) })}</>;
    case 'glass-approved':
      return <>{t('event.glass-approved', { until: <Moment at={event.details.expiresAt} view={view} /> })}</>;
    case 'person-added':
      return <>{t('event.person-added', { role: t(`role.${event.details.role}`) })}</>;
    case 'institution-registered': {
      const { kind, state } = event.details;
      return (
        <>{t('event.institution-registered', { kind: t(`kind.${kind}`), state: stateName(state, view.locale) })}</>
      );
    }
    case 'standing-confirmed':
      return (
        <>{t('event.standing-confirmed', { until: <CalendarDay date={event.details.expiresOn} view={view} /> })}</>
      );
    default:
      return <>{t(`event.${event.code}`)}</>;
  }
}

/** What somebody wrote about an event, beyond its code: only asking for an emergency reading has any. */
export const Explained = ({ event }: { event: LedgerEvent }) =>
  event.code === 'glass-requested' ? <Written>{event.details.text}</Written> : null;
