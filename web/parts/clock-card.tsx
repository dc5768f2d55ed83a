import type { WhyThisDate } from '../../shared/intervals.ts';
import type { CardData } from '../pages/card.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { Fact, SummaryList } from './summary-list.tsx';
import { CalendarDay, Day, Moment } from './time.tsx';
import { ClockWords } from './words.tsx';

/** So much work, in days and hours of the hub's calendar. */
export type Work = { days: number; hours: number };

/** A length of working time: "3 working days 2 hours". */
function WorkWords({ work, view }: { work: Work; view: View }) {
  const t = textIn(view.locale);
  const days = work.days > 0 && t('work.days', { count: work.days });
  const hours = work.hours > 0 && t('work.hours', { count: work.hours });
  if (days && hours) return <>{t('work.both', { days, hours })}</>;
  return <>{days || hours || t('work.none')}</>;
}

/** Why it is due then, for the desk. */
function WhyForDesk({ why, view }: { why: WhyThisDate; view: View }) {
  const t = textIn(view.locale);
  const from = <CalendarDay date={why.startedOn} view={view} />;
  const since = why.pausedDaysSince ?? 0;
  return (
    <>
      {t(`desk-why.${why.reason}`, { count: why.workingDays, from })}
      {why.extendedTo && <> {t('desk-why.extended', { day: <CalendarDay date={why.extendedTo} view={view} /> })}</>}
      {!why.extendedTo && why.pausedDays > 0 && <> {t('desk-why.paused', { count: why.pausedDays })}</>}
      {why.extendedTo && since > 0 && <> {t('desk-why.paused-since', { count: since })}</>}
    </>
  );
}

type Part = { clock: CardData['clock']; view: View };

function Intervals({ clock, view }: Part) {
  const t = textIn(view.locale);
  if (clock.intervals.length === 0) return null;
  return (
    <details class="intervals">
      <summary>{t('clock-card.intervals', { count: clock.intervals.length })}</summary>
      <ol class="stretches">
        {clock.intervals.map(({ from, to, kind, work }) => (
          <li key={from} class={kind}>
            <strong>{t(`clock-card.${kind}`)}</strong> <WorkWords work={work} view={view} />
            <p class="meta">
              <span>{t('clock-card.from', { moment: <Moment at={from} view={view} /> })}</span>
              <span>
                {to === view.now
                  ? t('clock-card.until-now')
                  : t('clock-card.to', { moment: <Moment at={to} view={view} /> })}
              </span>
            </p>
          </li>
        ))}
      </ol>
    </details>
  );
}

/** The clock of a query: how it reads, when it is due and why, what ran and what was waited for. */
export function ClockCard({ clock, view }: Part) {
  const t = textIn(view.locale);
  return (
    <section class="clock-card" aria-labelledby="clock">
      <h2 id="clock">{t(`clock-card.${clock.kind}`)}</h2>
      <p>
        <ClockWords state={clock.state} view={view} />
        {clock.left && <> {t('clock-card.left', { work: <WorkWords work={clock.left} view={view} /> })}</>}
      </p>
      <SummaryList>
        {clock.pausedSince ? (
          <Fact name={t('clock-card.paused-since')}>
            <Moment at={clock.pausedSince} view={view} />
          </Fact>
        ) : (
          <Fact name={t('query.due')}>
            <Moment at={clock.dueAt} view={view} />
          </Fact>
        )}
        {clock.originalDueAt && (
          <Fact name={t('clock-card.original')}>
            <Day at={clock.originalDueAt} view={view} />
          </Fact>
        )}
        <Fact name={t('clock-card.why')}>
          <WhyForDesk why={clock.why} view={view} />
        </Fact>
        <Fact name={t('card.started')}>
          <Moment at={clock.startedAt} view={view} />
        </Fact>
        {clock.stoppedAt && (
          <Fact name={t('card.stopped')}>
            <Moment at={clock.stoppedAt} view={view} />
          </Fact>
        )}
        <Fact name={t('clock-card.ran')}>
          <WorkWords work={clock.ran} view={view} />
        </Fact>
        {clock.intervals.some(({ kind }) => kind === 'paused') && (
          <Fact name={t('clock-card.waited')}>
            <WorkWords work={clock.waited} view={view} />
          </Fact>
        )}
      </SummaryList>
      <Intervals clock={clock} view={view} />
    </section>
  );
}
