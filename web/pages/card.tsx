import type { ClockState } from '../../shared/clock.ts';
import type { InstitutionKind } from '../../shared/institutions.ts';
import type { QueryLanguage } from '../../shared/languages.ts';
import type { Confidentiality, Status, Urgency } from '../../shared/query.ts';
import type { Topic } from '../../shared/topics.ts';
import type { Page } from '../page.tsx';
import { type CandidateRow, Candidates } from '../parts/candidates.tsx';
import { Once } from '../parts/fields.tsx';
import { HandOver } from '../parts/hand-over.tsx';
import { Reference } from '../parts/reference.tsx';
import { Fact, SummaryList } from '../parts/summary-list.tsx';
import { CalendarDay, Moment } from '../parts/time.tsx';
import { Timeline, type TimelineEvent } from '../parts/timeline.tsx';
import { ClockWords, statusForDesk, UrgencyMark } from '../parts/words.tsx';
import { Written } from '../parts/written.tsx';
import { stateName } from '../text/states.ts';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

/** Everything the secretariat knows of one query; there is no field for its title or text. */
export type CardData = {
  id: string;
  version: number;
  reference: string;
  status: Status;
  topic: Topic;
  state: string;
  institutionId: string;
  institutionName: string;
  institutionKind: InstitutionKind;
  language: QueryLanguage;
  urgency: { level: Urgency['level']; neededBy?: string; reason?: string };
  length: number;
  submittedAt: string;
  clock: { state: ClockState; dueAt: string; startedAt: string; stoppedAt?: string };
  expertName?: string;
  events: readonly TimelineEvent[];
  candidates: readonly CandidateRow[];
  mayAssign: boolean;
  mayGrantUrgency: boolean;
  urgentDays: number;
  confidentiality: Confidentiality;
  /** Colleagues of the asker who could take the query over. */
  successors: readonly { id: string; name: string }[];
};

type Part = { data: CardData; view: View };

function Facts({ data, view }: Part) {
  const t = textIn(view.locale);
  return (
    <SummaryList>
      <Fact name={t('query.status')}>{statusForDesk(data.status, view)}</Fact>
      <Fact name={t('role.expert')}>{data.expertName ? <bdi>{data.expertName}</bdi> : t('board.nobody')}</Fact>
      <Fact name={t('field.topic')}>{t(`topic.${data.topic}`)}</Fact>
      <Fact name={t('board.state')}>{stateName(data.state, view.locale)}</Fact>
      <Fact name={t('card.institution')}>
        <a href={`/institutions/${data.institutionId}`}>
          <bdi>{data.institutionName}</bdi>
        </a>{' '}
        ({t(`kind.${data.institutionKind}`)})
      </Fact>
      <Fact name={t('field.confidentiality')}>{t(`confidentiality.${data.confidentiality}`)}</Fact>
      <Fact name={t('board.language')}>{t(`language.${data.language}`)}</Fact>
      <Fact name={t('query.length')}>{t('query.characters', { count: data.length })}</Fact>
      <Fact name={t('query.sent')}>
        <Moment at={data.submittedAt} view={view} />
      </Fact>
    </SummaryList>
  );
}

function ClockCard({ data, view }: Part) {
  const t = textIn(view.locale);
  const { clock } = data;
  return (
    <section aria-labelledby="clock">
      <h2 id="clock">{t('card.clock')}</h2>
      <p>
        <ClockWords state={clock.state} view={view} />
      </p>
      <SummaryList>
        <Fact name={t('card.started')}>
          <Moment at={clock.startedAt} view={view} />
        </Fact>
        <Fact name={t('query.due')}>
          <Moment at={clock.dueAt} view={view} />
        </Fact>
        {clock.stoppedAt && (
          <Fact name={t('card.stopped')}>
            <Moment at={clock.stoppedAt} view={view} />
          </Fact>
        )}
      </SummaryList>
    </section>
  );
}

function UrgencyCard({ data, view }: Part) {
  const t = textIn(view.locale);
  const { level, neededBy, reason } = data.urgency;
  if (level === 'standard') return null;
  return (
    <section aria-labelledby="urgency">
      <h2 id="urgency">{t('field.urgency')}</h2>
      <p>
        <UrgencyMark level={level} view={view} />
      </p>
      <SummaryList>
        {neededBy && (
          <Fact name={t('field.neededBy')}>
            <CalendarDay date={neededBy} view={view} />
          </Fact>
        )}
        {reason && (
          <Fact name={t('field.urgencyReason')}>
            <Written language={data.language}>{reason}</Written>
          </Fact>
        )}
      </SummaryList>
      {data.mayGrantUrgency && (
        <form method="post" action={`/queries/${data.id}/grant-urgency`}>
          <Once view={view} version={data.version} />
          <p>{t('card.grant-text', { days: data.urgentDays })}</p>
          <button class="second" type="submit">
            {t('card.grant')}
          </button>
        </form>
      )}
    </section>
  );
}

function Assignment({ data, view }: Part) {
  const t = textIn(view.locale);
  if (!data.mayAssign) return data.status === 'held' ? <p>{t('card.held')}</p> : null;
  return (
    <section aria-labelledby="assignment">
      <h2 id="assignment">{t('card.assignment')}</h2>
      {data.candidates.length === 0 && <p>{t('candidates.none')}</p>}
      {data.candidates.length > 0 && data.expertName && <p>{t('card.reassign')}</p>}
      {data.candidates.length > 0 && (
        <Candidates
          candidates={data.candidates}
          action={`/queries/${data.id}/assign`}
          version={data.version}
          view={view}
        />
      )}
    </section>
  );
}

/** The secretariat's view of one query: metadata, clock, assignment, what happened. */
export const CardPage: Page<CardData> = {
  title: ({ reference }, view) => textIn(view.locale)('query.title', { reference }),
  body: (data, view) => {
    const t = textIn(view.locale);
    return (
      <div class="wide">
        <h1>{t('card.title', { reference: <Reference of={data.reference} /> })}</h1>
        <p class="inset">{t('card.sealed')}</p>
        <div class="beside">
          <Facts data={data} view={view} />
          <div>
            <ClockCard data={data} view={view} />
            <UrgencyCard data={data} view={view} />
          </div>
        </div>
        <Assignment data={data} view={view} />
        <section aria-labelledby="timeline">
          <h2 id="timeline">{t('card.timeline')}</h2>
          <Timeline events={data.events} view={view} />
        </section>
        <HandOver id={data.id} version={data.version} successors={data.successors} view={view} />
        <section class="narrow" aria-labelledby="glass">
          <h2 id="glass">{t('glass.title')}</h2>
          <p>{t('glass.text')}</p>
          <p>
            <a href={`/queries/${data.id}/break-glass`}>{t('glass.go')}</a>
          </p>
        </section>
      </div>
    );
  },
};
