import type { Partner, RequestKind } from '../../shared/choices.ts';
import type { Clock, ClockState } from '../../shared/clock.ts';
import type { InstitutionKind } from '../../shared/institutions.ts';
import type { WhyThisDate } from '../../shared/intervals.ts';
import type { QueryLanguage } from '../../shared/languages.ts';
import type { Confidentiality, Pause, Status, Urgency } from '../../shared/query.ts';
import type { NobodyFits } from '../../shared/routing.ts';
import type { Topic } from '../../shared/topics.ts';
import type { Verb } from '../../shared/transitions.ts';
import type { Page } from '../page.tsx';
import type { CandidateRow } from '../parts/candidates.tsx';
import { Facts, UrgencyCard } from '../parts/card-facts.tsx';
import { Assignment, Clearance, Others } from '../parts/card-people.tsx';
import { ClockCard, type Work } from '../parts/clock-card.tsx';
import { DeskActs } from '../parts/desk-acts.tsx';
import { HandOver } from '../parts/hand-over.tsx';
import { Reference } from '../parts/reference.tsx';
import { Timeline, type TimelineEvent } from '../parts/timeline.tsx';
import { textIn } from '../text/text.ts';

/** A query of the same institution. */
type Other = { id: string; reference: string; topic: Topic; status: Status; submittedAt: string; url: string };

/** A stretch of the clock, as the desk reads it. */
type Stretch = { from: string; to: string; kind: 'running' | 'paused'; work: Work };

/** Everything the secretariat knows of one query; there is no field for its title or text. */
export type CardData = {
  id: string;
  version: number;
  reference: string;
  status: Status;
  topic: Topic;
  requestKind: RequestKind;
  state: string;
  institutionId: string;
  institutionName: string;
  institutionKind: InstitutionKind;
  language: QueryLanguage;
  replyLanguages: readonly QueryLanguage[];
  urgency: { level: Urgency['level']; neededBy?: string; reason?: string };
  length: number;
  /** As the receipt of the asker shows it. */
  checkCode?: string;
  submittedAt: string;
  clock: {
    kind: Clock['kind'];
    state: ClockState;
    dueAt: string;
    startedAt: string;
    stoppedAt?: string;
    pausedSince?: string;
    /** When it was due before a later date was set. */
    originalDueAt?: string;
    why: WhyThisDate;
    intervals: readonly Stretch[];
    ran: Work;
    waited: Work;
    left?: Work;
    laterFrom: string;
  };
  expertName?: string;
  offerExpiresAt?: string;
  /** Who clears the advice: asked until then, or reading since then. */
  clearer?: { name: string; status: 'asked' | 'reading'; at: string };
  pause?: Pause;
  referral?: { partner: Partner; proposedAt: string };
  /** Of what has ended: whether and when it is erased. */
  kept?: { erasure: 'planned' | 'announced' | 'held'; eraseAt: string };
  events: readonly TimelineEvent[];
  candidates: readonly CandidateRow[];
  /** Why nobody fits, where nobody does. */
  nobody?: NobodyFits;
  clearers: readonly CandidateRow[];
  /** What the member may do with it now. */
  can: readonly Verb[];
  urgentDays: number;
  confidentiality: Confidentiality;
  /** Colleagues of the asker who could take the query over. */
  successors: readonly { id: string; name: string }[];
  others: readonly Other[];
};

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
            <ClockCard clock={data.clock} view={view} />
            <UrgencyCard data={data} view={view} />
          </div>
        </div>
        <Clearance data={data} view={view} />
        <Assignment data={data} view={view} />
        <DeskActs data={data} view={view} />
        <section aria-labelledby="timeline">
          <h2 id="timeline">{t('card.timeline')}</h2>
          <Timeline events={data.events} view={view} />
        </section>
        <Others data={data} view={view} />
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
