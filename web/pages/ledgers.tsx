import type { LedgerEntry } from '../../shared/ledger.ts';
import type { Page } from '../page.tsx';
import { Entries } from '../parts/entries.tsx';
import { CalendarDay } from '../parts/time.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

/** What happened on one day, over all ledgers; `next` is the cursor of the next page. */
export type LedgersData = {
  day: string;
  entries: readonly LedgerEntry[];
  /** Rows that are no entries any more: somebody changed them past the hub. */
  unreadable: readonly { subjectId: string; sequence: number }[];
  next?: string;
};

const dayInMilliseconds = 86_400_000;

const shifted = (day: string, days: number) =>
  new Date(Date.parse(day) + days * dayInMilliseconds).toISOString().slice(0, 10);

function Days({ day, view }: { day: string; view: View }) {
  const t = textIn(view.locale);
  const following = shifted(day, 1);
  return (
    <nav aria-label={t('ledgers.days')}>
      <form class="line" method="get" action="/ledgers">
        <div>
          <label for="day">{t('field.day')}</label>
          <input class="narrow" type="date" id="day" name="day" value={day} max={view.now.slice(0, 10)} required />
        </div>
        <button class="second" type="submit">
          {t('ledgers.show')}
        </button>
      </form>
      <p class="actions">
        <a href={`/ledgers?day=${shifted(day, -1)}`}>{t('ledgers.previous')}</a>
        {following <= view.now.slice(0, 10) && <a href={`/ledgers?day=${following}`}>{t('ledgers.next')}</a>}
      </p>
    </nav>
  );
}

/** Everything that was done on one day. */
export const LedgersPage: Page<LedgersData> = {
  title: (_, view) => textIn(view.locale)('nav.ledgers'),
  body: ({ day, entries, unreadable, next }, view) => {
    const t = textIn(view.locale);
    return (
      <div class="wide">
        <h1>{t('nav.ledgers')}</h1>
        <p>{t('ledgers.text', { day: <CalendarDay date={day} view={view} /> })}</p>
        <p>
          <a href="/ledgers/verification">{t('ledgers.verify')}</a>
        </p>
        <Days day={day} view={view} />
        {unreadable.map(({ subjectId, sequence }) => (
          <p class="alarm" key={`${subjectId} ${sequence}`}>
            {t('ledger.fault-tampered', { number: sequence })}{' '}
            <a href={`/ledgers/${subjectId}`}>
              <bdi>{subjectId}</bdi>
            </a>
          </p>
        ))}
        {entries.length === 0 ? <p>{t('ledgers.none')}</p> : <Entries entries={entries} view={view} by="subject" />}
        {next && (
          <p>
            <a href={`/ledgers?${new URLSearchParams({ day, cursor: next })}`}>{t('list.more')}</a>
          </p>
        )}
      </div>
    );
  },
};
