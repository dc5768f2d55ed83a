import type {
  AskAbout,
  NotAdvisedReason,
  Outcome,
  Partner,
  ReferralReason,
  RequestKind,
} from '../../shared/choices.ts';
import type { ClockState } from '../../shared/clock.ts';
import type { WhyThisDate } from '../../shared/intervals.ts';
import type { QueryLanguage } from '../../shared/languages.ts';
import { isOpen, type Status } from '../../shared/query.ts';
import type { Topic } from '../../shared/topics.ts';
import type { Verb } from '../../shared/transitions.ts';
import type { Page } from '../page.tsx';
import { AfterAnswer, AtAnyTime, FeedbackForm, Reopen } from '../parts/asker-acts.tsx';
import { AskBack, Clearing, Notes, Writing } from '../parts/expert-acts.tsx';
import { NotPlaced } from '../parts/not-placed.tsx';
import { type Said, SaidPart } from '../parts/said.tsx';
import { QueryTabs } from '../parts/tabs.tsx';
import { HowItEnded, ThreadFacts } from '../parts/thread-facts.tsx';
import { Referral, Reply } from '../parts/waited-for.tsx';
import { WrittenLine } from '../parts/written.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

/** One query with its texts, for those who may read them. */
export type ThreadData = {
  id: string;
  version: number;
  reference: string;
  status: Status;
  topic: Topic;
  language: QueryLanguage;
  replyLanguages: readonly QueryLanguage[];
  requestKind: RequestKind;
  submittedAt: string;
  clock: {
    state: ClockState;
    kind: 'first-advice' | 'follow-up';
    dueAt: string;
    originalDueAt?: string;
    pausedSince?: string | undefined;
  };
  why: WhyThisDate;
  turn: 'hub' | 'asker' | 'nobody';
  title: string;
  said: readonly Said[];
  /** The advice as the expert has written it so far. */
  draft?: { body: string; savedAt: string };
  reader: 'asker' | 'adviser' | 'clearer';
  /** What its reader can do with it. */
  can: readonly Verb[];
  waits?: { why: 'information' | 'requested'; since: string; about?: AskAbout };
  closingProposed?: boolean;
  partner?: Partner;
  /** Why that partner, where the secretariat gave a reason. */
  partnerWhy?: ReferralReason | undefined;
  closesAt?: string;
  declined?: { reason: NotAdvisedReason; turnTo: Partner };
  outcome?: Outcome;
  reopenUntil?: string;
  eraseAt?: string;
};

type Part = { data: ThreadData; view: View };

/** The texts of a query in order of time. */
export const ThreadTexts = ({ data, view }: Part) => (
  <>
    {data.said.map((said) => (
      <SaidPart key={said.part} said={said} reader={data.reader} view={view} />
    ))}
  </>
);

function AskersPart({ data, view }: Part) {
  const t = textIn(view.locale);
  const { can, waits, said, clock } = data;
  const advised = said.some(({ kind }) => kind === 'advice');
  const late = clock.state === 'overdue' || clock.state === 'long-overdue';
  return (
    <>
      {isOpen(data) && !advised && !waits && <p class="inset">{t(late ? 'thread.none-late' : 'thread.none')}</p>}
      {can.includes('give-information') && waits?.why === 'information' && <Reply data={data} view={view} />}
      {can.includes('accept-referral') && <Referral data={data} view={view} />}
      {can.includes('follow-up') && <AfterAnswer data={data} view={view} />}
      {can.includes('reopen') && <Reopen data={data} view={view} />}
      {can.includes('give-feedback') && advised && <FeedbackForm data={data} view={view} />}
      {(can.includes('withdraw') || can.includes('add-information')) && <AtAnyTime data={data} view={view} />}
    </>
  );
}

function ExpertsPart({ data, view }: Part) {
  const t = textIn(view.locale);
  const { can, reader } = data;
  return (
    <>
      {can.includes('save-advice') && <Writing data={data} view={view} />}
      {can.includes('approve') && reader === 'clearer' && <Clearing data={data} view={view} />}
      {can.includes('ask-information') && !data.waits && <AskBack data={data} view={view} />}
      {can.includes('add-note') && <Notes data={data} view={view} />}
      {can.includes('recuse') && (
        <p class="aside">
          <a href={`/queries/${data.id}/recuse`}>{t('recuse.link')}</a>
        </p>
      )}
    </>
  );
}

/** A query to follow, read and answer. Its title stays out of the document's title, which browsers keep in their history. */
export const ThreadPage: Page<ThreadData> = {
  title: ({ reference }, view) => textIn(view.locale)('query.title', { reference }),
  body: (data, view) => {
    const t = textIn(view.locale);
    const asks = data.reader === 'asker';
    return (
      <>
        <p class="above">{t(`topic.${data.topic}`)}</p>
        <h1>
          <WrittenLine language={data.language}>{data.title}</WrittenLine>
        </h1>
        {asks && <QueryTabs id={data.id} here="text" view={view} />}
        <ThreadFacts data={data} view={view} />
        {asks && <HowItEnded data={data} view={view} />}
        <NotPlaced data={data} view={view} />
        <ThreadTexts data={data} view={view} />
        {asks ? <AskersPart data={data} view={view} /> : <ExpertsPart data={data} view={view} />}
      </>
    );
  },
};
