import { textIn } from '../text/text.ts';
import { clockText, dayText, momentText } from '../text/times.ts';
import type { View } from '../view.ts';

/** The zone a page tells the time in: the reader's own, UTC while nobody is signed in. */
const zoneOf = (view: View) => view.signedIn?.timeZone ?? 'UTC';

/** A moment in the reader's zone with UTC beside it; the UTC day too where it differs. */
export function Moment({ at, view }: { at: string; view: View }) {
  const { locale } = view;
  const t = textIn(locale);
  const local = momentText(at, locale, zoneOf(view));
  const utc = momentText(at, locale, 'UTC');
  const sameDay = dayText(at, locale, zoneOf(view)) === dayText(at, locale, 'UTC');
  if (local === utc) return <time dateTime={at}>{t('time.utc', { time: utc })}</time>;
  return (
    <time dateTime={at}>
      {local} <span class="utc">({t('time.utc', { time: sameDay ? clockText(at, locale, 'UTC') : utc })})</span>
    </time>
  );
}

/** The day of a moment in the reader's zone. */
export const Day = ({ at, view }: { at: string; view: View }) => (
  <time dateTime={at}>{dayText(at, view.locale, zoneOf(view))}</time>
);

/** A calendar date that somebody chose; it has no zone. */
export const CalendarDay = ({ date, view }: { date: string; view: View }) => (
  <time dateTime={date}>{dayText(date, view.locale, 'UTC')}</time>
);
