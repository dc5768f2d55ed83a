import type { WhyThisDate } from '../../shared/intervals.ts';
import type { ThreadData } from '../pages/thread.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { CalendarDay, Day, Moment } from './time.tsx';
import { ClockWords } from './words.tsx';

type Part = { data: Pick<ThreadData, 'clock' | 'waits' | 'reader'>; view: View };

/** When the answer is due, as each side reads it; never late while the asker is waited for. */
export function Due({ data, view }: Part) {
  const t = textIn(view.locale);
  const { state, dueAt, pausedSince } = data.clock;
  const due = <Moment at={dueAt} view={view} />;
  if (state === 'paused' && pausedSince) {
    const since = <Day at={pausedSince} view={view} />;
    const why = data.waits?.why === 'requested' ? 'due.paused-requested' : 'due.paused';
    return <>{t(data.reader === 'asker' ? why : `${why}-expert`, { since })}</>;
  }
  if (data.reader !== 'asker')
    return (
      <>
        {due} <ClockWords state={state} view={view} />
      </>
    );
  if (state === 'met' || state === 'missed') return <>{t(`due.${state}`, { due })}</>;
  return <>{t(state === 'overdue' || state === 'long-overdue' ? 'due.late' : 'due.aim', { due })}</>;
}

/** Why it is due then: the working days from its start, the days it waited, the later date that was set. */
export function Why({ why, view }: { why: WhyThisDate; view: View }) {
  const t = textIn(view.locale);
  const from = <CalendarDay date={why.startedOn} view={view} />;
  return (
    <>
      {t(`why.${why.reason}`, { count: why.workingDays, from })}
      {why.pausedDays > 0 && !why.extendedTo && <> {t('why.paused', { count: why.pausedDays })}</>}
      {why.extendedTo && <> {t('why.extended', { day: <CalendarDay date={why.extendedTo} view={view} /> })}</>}
      {why.extendedTo && (why.pausedDaysSince ?? 0) > 0 && (
        <> {t('why.paused-since', { count: why.pausedDaysSince ?? 0 })}</>
      )}
    </>
  );
}
