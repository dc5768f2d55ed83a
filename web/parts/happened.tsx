import type { LedgerEvent } from '../../shared/events.ts';
import { stateName } from '../text/states.ts';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { CalendarDay, Day, Moment } from './time.tsx';
import { Written } from './written.tsx';

/** The reason that somebody gave for it, where they gave one. */
const Why = ({ reason, view }: { reason: string | undefined; view: View }) =>
  reason === undefined ? null : <> {textIn(view.locale)('event.offered-why', { reason })}</>;

/** What happened, in one line; `expertName` is the expert whom the event names, as far as the reader may know. */
export function Happened({ event, expertName, view }: { event: LedgerEvent; expertName?: string; view: View }) {
  const t = textIn(view.locale);
  const expert = <bdi>{expertName ?? t('role.expert')}</bdi>;
  switch (event.code) {
    case 'offered': {
      const until = <Moment at={event.details.expiresAt} view={view} />;
      const { insteadOf, reason } = event.details;
      return (
        <>
          {t(insteadOf ? 'event.offered-instead' : 'event.offered', { expert, until })}
          <Why reason={reason && t(`assign.${reason}`)} view={view} />
        </>
      );
    }
    case 'expired':
    case 'expert-suspended':
      return <>{t(`event.${event.code}`, { expert })}</>;
    case 'unplaced': {
      const { why, considered } = event.details;
      if (why === 'manual-topic') return <>{t('event.unplaced-manual')}</>;
      const key = why === 'restricted' ? 'event.unplaced-restricted' : 'event.unplaced';
      return <>{t(key, { count: considered })}</>;
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
    case 'information-asked': {
      const { about } = event.details;
      if (about) return <>{t('event.information-asked-desk', { about: t(`about.${about}`) })}</>;
      return <>{t('event.information-asked')}</>;
    }
    case 'information-given': {
      const { topic, language, neededBy, individualCase } = event.details;
      if (topic) return <>{t('event.information-given-topic', { topic: t(`topic.${topic}`) })}</>;
      if (language) return <>{t('event.information-given-language', { language: t(`language.${language}`) })}</>;
      if (neededBy)
        return <>{t('event.information-given-date', { day: <CalendarDay date={neededBy} view={view} /> })}</>;
      return <>{t(individualCase ? `event.information-given-scope-${individualCase}` : 'event.information-given')}</>;
    }
    case 'extended': {
      const { dueOn, reason } = event.details;
      return (
        <>
          {t('event.extended', {
            day: <CalendarDay date={dueOn} view={view} />,
            reason: t(`extension.${reason}`),
          })}
        </>
      );
    }
    case 'topic-changed':
      return (
        <>
          {t('event.topic-changed', { topic: t(`topic.${event.details.topic}`) })}
          <Why reason={event.details.reason && t(`topic-reason.${event.details.reason}`)} view={view} />
        </>
      );
    case 'paused':
      return (
        <>
          {t('event.paused')}
          <Why reason={event.details.reason && t(`pause-reason.${event.details.reason}`)} view={view} />
        </>
      );
    case 'erasure-held':
      return (
        <>
          {t('event.erasure-held')}
          <Why reason={event.details.reason && t(`hold-reason.${event.details.reason}`)} view={view} />
        </>
      );
    case 'review-asked':
    case 'returned':
      return <>{t(`event.${event.code}`, { version: event.details.adviceVersion })}</>;
    case 'clearer-asked':
      return (
        <>
          {t('event.clearer-asked', { expert, until: <Moment at={event.details.expiresAt} view={view} /> })}
          <Why reason={event.details.reason && t(`assign.${event.details.reason}`)} view={view} />
        </>
      );
    case 'clearer-expired':
      return <>{t('event.clearer-expired', { expert })}</>;
    case 'clearer-declined':
      return <>{t('event.clearer-declined', { reason: t(`decline.${event.details.reason}`) })}</>;
    case 'clearer-unplaced':
      if (event.details.why === 'restricted') return <>{t('event.clearer-unplaced-restricted')}</>;
      return <>{t('event.clearer-unplaced', { count: event.details.considered })}</>;
    case 'closed':
      return <>{t('event.closed', { outcome: t(`outcome.${event.details.outcome}`) })}</>;
    case 'not-advised': {
      const { reason, turnTo } = event.details;
      return <>{t('event.not-advised', { reason: t(`not-advised.${reason}`), partner: t(`partner.${turnTo}`) })}</>;
    }
    case 'referral-proposed':
      return (
        <>
          {t('event.referral-proposed', { partner: t(`partner.${event.details.partner}`) })}
          <Why reason={event.details.reason && t(`referral-reason.${event.details.reason}`)} view={view} />
        </>
      );
    case 'referred':
      return <>{t('event.referred', { partner: t(`partner.${event.details.partner}`) })}</>;
    case 'erasure-announced':
      return <>{t('event.erasure-announced', { day: <Day at={event.details.eraseAt} view={view} /> })}</>;
    case 'first-password-given':
      return <>{t(event.details.device ? 'event.first-password-new-device' : 'event.first-password-given')}</>;
    case 'settings-changed':
      return <>{t('event.settings-changed', { part: t(`settings.part-${event.details.part}`) })}</>;
    default:
      return <>{t(`event.${event.code}`)}</>;
  }
}

/** What somebody wrote about an event, beyond its code: only asking for an emergency reading has any. */
export const Explained = ({ event }: { event: LedgerEvent }) =>
  event.code === 'glass-requested' ? <Written>{event.details.text}</Written> : null;
