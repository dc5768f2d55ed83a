import type { ClockState } from '../../shared/clock.ts';
import type { Status } from '../../shared/query.ts';
import type { Topic } from '../../shared/topics.ts';
import type { Page } from '../page.tsx';
import { Reference } from '../parts/reference.tsx';
import { Day } from '../parts/time.tsx';
import { statusForAsker } from '../parts/words.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

/** One query in a list: what is known of it without its text; of an erased one, its receipt. */
export type OwnQuery = {
  id: string;
  reference?: string;
  topic?: Topic;
  status: Status;
  turn: 'asker' | 'hub' | 'nobody';
  followUp?: boolean;
  submittedAt?: string;
  dueAt?: string;
  clock?: ClockState;
  waits?: { why: 'information' | 'requested'; since: string };
  referral?: boolean;
  updatedAt: string;
  url: string;
};

/** Of a page of the list: what waits for the asker, and everything that was asked for; `next` is the cursor of the next page. */
export type MyQueriesData = {
  waiting: readonly OwnQuery[];
  all: readonly OwnQuery[];
  show?: 'open' | 'ended' | undefined;
  next?: string;
};

type Part = { query: OwnQuery; view: View };

/** When to expect what, in one sentence; nothing is late while the asker is waited for. */
function Expected({ query, view }: Part) {
  const t = textIn(view.locale);
  const { dueAt, clock, waits, referral } = query;
  if (referral) return <>{t('queries.referral')}</>;
  if (waits) {
    const since = <Day at={waits.since} view={view} />;
    return <>{t(waits.why === 'information' ? 'due.paused' : 'due.paused-requested', { since })}</>;
  }
  if (!dueAt) return null;
  const late = clock === 'overdue' || clock === 'long-overdue';
  return <>{t(late ? 'due.late' : 'due.aim', { due: <Day at={dueAt} view={view} /> })}</>;
}

/** Who acts now, in one sentence. */
function acts({ turn, status, waits, referral }: OwnQuery) {
  if (turn === 'hub') return 'queries.acts-hub';
  if (turn === 'nobody') return status === 'answered' ? 'queries.acts-read' : 'queries.acts-nobody';
  return waits?.why === 'requested' && !referral ? 'queries.acts-waits' : 'queries.acts-asker';
}

function Item({ query, view }: Part) {
  const t = textIn(view.locale);
  const { reference, submittedAt, topic, status, followUp } = query;
  return (
    <li>
      <h3>
        <a href={query.url}>
          {topic ? t(`topic.${topic}`) : t('queries.erased')}
          {reference && (
            <span class="heard">
              {' '}
              <Reference of={reference} />
            </span>
          )}
        </a>
      </h3>
      <p>
        <strong>{statusForAsker(status, view, followUp && 'follow-up')}</strong> <Expected query={query} view={view} />{' '}
        {t(acts(query))}
      </p>
      <p class="meta">
        {reference && (
          <span>
            <Reference of={reference} />
          </span>
        )}
        {submittedAt && <span>{t('queries.sent', { day: <Day at={submittedAt} view={view} /> })}</span>}
        <span>{t('queries.changed', { day: <Day at={query.updatedAt} view={view} /> })}</span>
      </p>
    </li>
  );
}

type Listed = { queries: readonly OwnQuery[]; view: View };

const Items = ({ queries, view }: Listed) => (
  <ul class="items">
    {queries.map((query) => (
      <Item key={query.id} query={query} view={view} />
    ))}
  </ul>
);

/** What waits for the asker: it stands before the rest, so that a first page with anything else on it has all of it. */
function Waiting({ data: { waiting, all, next }, view }: { data: MyQueriesData; view: View }) {
  const t = textIn(view.locale);
  const later = view.query.cursor !== undefined;
  if (later && waiting.length === 0) return null;
  const count = waiting.length;
  const isWhole = !later && (count < all.length || !next);
  return (
    <>
      <h2>{isWhole ? t('queries.waiting', { count }) : t('queries.waiting-many')}</h2>
      {count > 0 ? <Items queries={waiting} view={view} /> : <p>{t('queries.none-waiting')}</p>}
    </>
  );
}

const addressOf = (only: { show?: string | undefined; cursor?: string }): string => {
  const search = new URLSearchParams(Object.entries(only).filter(([, value]) => value !== undefined));
  return search.size > 0 ? `/queries?${search}` : '/queries';
};

/** All of the asker's queries, or those that are open or ended, each a link. */
function Which({ show, view }: { show: MyQueriesData['show']; view: View }) {
  const t = textIn(view.locale);
  return (
    <nav class="tabs views" aria-label={t('queries.which')}>
      <ul>
        {([undefined, 'open', 'ended'] as const).map((one) => (
          <li key={one ?? 'all'}>
            <a href={addressOf({ show: one })} aria-current={one === show ? 'page' : undefined}>
              {t(`queries.${one ?? 'all'}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The queries that were asked for, a page of them, and the way to the next. */
function Chosen({ data: { all, show, next }, view }: { data: MyQueriesData; view: View }) {
  const t = textIn(view.locale);
  const isWhole = view.query.cursor === undefined && !next;
  const which = show ?? 'all';
  return (
    <>
      <h2>{isWhole ? t(`queries.${which}-counted`, { count: all.length }) : t(`queries.${which}`)}</h2>
      {all.length > 0 && <Items queries={all} view={view} />}
      {all.length === 0 && show && <p>{t(`queries.none-${show}`)}</p>}
      {next && (
        <p>
          <a href={addressOf({ show, cursor: next })}>{t('list.more')}</a>
        </p>
      )}
    </>
  );
}

/** An official's own queries; what needs them first. */
export const MyQueriesPage: Page<MyQueriesData> = {
  title: (_, view) => textIn(view.locale)('nav.queries'),
  body: (data, view) => {
    const t = textIn(view.locale);
    const { all, show } = data;
    const isEmpty = all.length === 0 && !show && view.query.cursor === undefined;
    return (
      <>
        <h1>{t('nav.queries')}</h1>
        {isEmpty && <p>{t('queries.none')}</p>}
        <p class="actions">
          <a class="button" href="/ask/scope">
            {t('queries.ask')}
          </a>
        </p>
        {!isEmpty && (
          <>
            <Which show={show} view={view} />
            {show !== 'ended' && <Waiting data={data} view={view} />}
            <Chosen data={data} view={view} />
          </>
        )}
      </>
    );
  },
};
