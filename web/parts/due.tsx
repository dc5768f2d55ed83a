import { Fragment } from 'preact';
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

/** How long it was paused, for a reply of the asker and as they wished, as each side reads it. */
function PausedFor({ days, wished, since, reader, view }: PausedProps) {
  const t = textIn(view.locale);
  const said = reader === 'asker' ? '' : '-expert';
  const sentences = [
    [days - wished, since ? 'why.paused-since' : 'why.paused'],
    [wished, since ? 'why.paused-since-requested' : 'why.paused-requested'],
  ] as const;
  return (
    <>{sentences.map(([count, key]) => count > 0 && <Fragment key={key}> {t(`${key}${said}`, { count })}</Fragment>)}</>
  );
}

type PausedProps = { days: number; wished: number; since?: boolean; reader: ThreadData['reader']; view: View };

/** Why it is due then: the working days from its start, the days it waited, the later date that was set. */
export function Why({ why, reader, view }: { why: WhyThisDate; reader: ThreadData['reader']; view: View }) {
  const t = textIn(view.locale);
  const from = <CalendarDay date={why.startedOn} view={view} />;
  const first = t(`why.${why.reason}`, { count: why.workingDays, from });
  if (!why.extendedTo)
    return (
      <>
        {first}
        <PausedFor days={why.pausedDays} wished={why.wishedDays} reader={reader} view={view} />
      </>
    );
  return (
    <>
      {first} {t('why.extended', { day: <CalendarDay date={why.extendedTo} view={view} /> })}
      <PausedFor days={why.pausedDaysSince ?? 0} wished={why.wishedDaysSince ?? 0} since reader={reader} view={view} />
    </>
  );
}
