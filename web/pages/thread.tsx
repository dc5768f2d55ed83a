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
import { AfterAnswer, AtAnyTime, FeedbackForm, Referral, Reopen, Reply } from '../parts/asker-acts.tsx';
import { Due, Why } from '../parts/due.tsx';
import { AskBack, Clearing, Notes, Writing } from '../parts/expert-acts.tsx';
import { LanguageNames } from '../parts/language-names.tsx';
import { NotPlaced } from '../parts/not-placed.tsx';
import { Reference } from '../parts/reference.tsx';
import { type Said, SaidPart } from '../parts/said.tsx';
import { Fact, SummaryList } from '../parts/summary-list.tsx';
import { QueryTabs } from '../parts/tabs.tsx';
import { Day, Moment } from '../parts/time.tsx';
import { statusForAsker, statusForDesk } from '../parts/words.tsx';
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

const ended = (data: ThreadData): boolean => !isOpen(data) && data.status !== 'answered';

/** Who acts now, in one sentence; the asker gets a way to where they act. */
function Turn({ data, view }: Part) {
  const t = textIn(view.locale);
  const { turn, status, reader, waits, partner } = data;
  if (turn === 'nobody') {
    const side = reader === 'asker' ? 'asker' : 'expert';
    return <>{t(ended(data) ? `turn.${side}.ended` : `turn.${side}.nobody`)}</>;
  }
  if (reader !== 'asker') {
    if (turn === 'asker') return <>{t('turn.expert.asker')}</>;
    if (reader === 'clearer') return <>{t('turn.expert.clear')}</>;
    return <>{t(status === 'in_review' ? 'turn.expert.cleared-by-other' : 'turn.expert.hub')}</>;
  }
  if (turn === 'hub') return <>{t('turn.asker.hub')}</>;
  if (waits?.why === 'requested' && !partner) return <>{t('turn.asker.waits')}</>;
  const [href, text] =
    waits?.why === 'information'
      ? (['#reply', 'turn.to-reply'] as const)
      : (['#referral', 'turn.to-referral'] as const);
  return (
    <>
      {t('turn.asker.asker')}. <a href={href}>{t(text)}</a>
    </>
  );
}

/** What is known of the query besides its texts. */
export function ThreadFacts({ data, view }: Part) {
  const t = textIn(view.locale);
  const asks = data.reader === 'asker';
  const isRunning = isOpen(data);
  return (
    <SummaryList>
      <Fact name={t('query.reference')}>
        <Reference of={data.reference} />
      </Fact>
      <Fact name={t('query.status')}>
        {asks ? statusForAsker(data.status, view, isRunning && data.clock.kind) : statusForDesk(data.status, view)}
      </Fact>
      <Fact name={t('query.turn')}>
        <Turn data={data} view={view} />
      </Fact>
      {(isRunning || data.status === 'answered') && (
        <Fact name={t('query.due')}>
          <Due data={data} view={view} />
        </Fact>
      )}
      {isRunning && data.clock.state !== 'paused' && (
        <Fact name={t('query.why')}>
          <Why why={data.why} reader={data.reader} view={view} />
        </Fact>
      )}
      <Fact name={t('field.topic')}>{t(`topic.${data.topic}`)}</Fact>
      <Fact name={t('field.requestKind')}>{t(`request.${data.requestKind}`)}</Fact>
      <Fact name={t('board.language')}>{t(`language.${data.language}`)}</Fact>
      <Fact name={t('query.reply-languages')}>
        <LanguageNames of={data.replyLanguages} view={view} />
      </Fact>
      <Fact name={t('query.sent')}>
        <Moment at={data.submittedAt} view={view} />
      </Fact>
    </SummaryList>
  );
}

/** The texts of a query in order of time. */
export const ThreadTexts = ({ data, view }: Part) => (
  <>
    {data.said.map((said) => (
      <SaidPart key={said.part} said={said} reader={data.reader} view={view} />
    ))}
  </>
);

function HowItEnded({ data, view }: Part) {
  const t = textIn(view.locale);
  const { status, declined, partner, outcome, eraseAt } = data;
  if (!ended(data)) return null;
  return (
    <div class="inset">
      {declined && (
        <>
          <p>{t('ended.declined', { reason: t(`not-advised.${declined.reason}`) })}</p>
          <p>{t('ended.turn-to', { partner: t(`partner.${declined.turnTo}`) })}</p>
        </>
      )}
      {status === 'referred' && partner && <p>{t('ended.referred', { partner: t(`partner.${partner}`) })}</p>}
      {outcome && <p>{t('ended.closed', { outcome: t(`outcome.${outcome}`) })}</p>}
      {status === 'withdrawn' && <p>{t('ended.withdrawn')}</p>}
      {eraseAt && <p>{t('ended.erase', { day: <Day at={eraseAt} view={view} /> })}</p>}
    </div>
  );
}

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
