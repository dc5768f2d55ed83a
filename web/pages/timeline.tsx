import type { AskersEvent } from '../../shared/askers-timeline.ts';
import type { Page } from '../page.tsx';
import { Happened } from '../parts/happened.tsx';
import { QueryTabs } from '../parts/tabs.tsx';
import { Moment } from '../parts/time.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

/** What happened to one query, oldest first, as those who ask are told of it. */
export type TimelineData = { id: string; sent: boolean; reference?: string; events: readonly AskersEvent[] };

/** One event, in one line. */
function Line({ event, view }: { event: AskersEvent; view: View }) {
  const t = textIn(view.locale);
  switch (event.code) {
    case 'accepted':
    case 'submitted':
    case 'held':
    case 'overdue':
    case 'glass-requested':
    case 'glass-approved':
      return <>{t(`timeline.${event.code}`)}</>;
    case 'urgency-granted':
    case 'information-asked':
    case 'information-given':
    case 'extended':
    case 'topic-changed':
    case 'closed':
    case 'not-advised':
    case 'referral-proposed':
    case 'referred':
    case 'erasure-announced':
      return <Happened event={event} view={view} />;
    default:
      return <>{t(`event.${event.code}`)}</>;
  }
}

/** What happened to a query, for those who ask. */
export const TimelinePage: Page<TimelineData> = {
  title: (_, view) => textIn(view.locale)('timeline.title'),
  body: ({ id, sent, reference, events }, view) => {
    const t = textIn(view.locale);
    return (
      <>
        {reference && <p class="above">{t('query.title', { reference })}</p>}
        <h1>{t('timeline.title')}</h1>
        <QueryTabs id={id} draft={!sent} here="timeline" view={view} />
        <p>
          {t('timeline.text', {
            page: (
              <a class="within" href={`/queries/${id}/access`}>
                {t('access.title')}
              </a>
            ),
          })}
        </p>
        <ol class="timeline">
          {events.map((event) => (
            <li key={event.at + event.code}>
              <p>
                <Line event={event} view={view} />
              </p>
              <p class="meta">
                <span>{t(`role.${event.by}`)}</span>
                <span>
                  <Moment at={event.at} view={view} />
                </span>
              </p>
            </li>
          ))}
        </ol>
      </>
    );
  },
};
