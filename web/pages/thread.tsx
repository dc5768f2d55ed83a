import type { ClockState } from '../../shared/clock.ts';
import type { QueryLanguage } from '../../shared/languages.ts';
import type { Status } from '../../shared/query.ts';
import type { Topic } from '../../shared/topics.ts';
import type { Page } from '../page.tsx';
import { Once, TextField } from '../parts/fields.tsx';
import { Reference } from '../parts/reference.tsx';
import { type Message, Said } from '../parts/said.tsx';
import { Fact, SummaryList } from '../parts/summary-list.tsx';
import { QueryTabs } from '../parts/tabs.tsx';
import { Moment } from '../parts/time.tsx';
import { ClockWords, statusForAsker, statusForDesk } from '../parts/words.tsx';
import { WrittenLine } from '../parts/written.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

export type { Message };

/** One query with its texts, for those who may read them. */
export type ThreadData = {
  id: string;
  version: number;
  reference: string;
  status: Status;
  topic: Topic;
  language: QueryLanguage;
  submittedAt: string;
  dueAt: string;
  clock: ClockState;
  turn: 'hub' | 'asker' | 'nobody';
  title: string;
  messages: readonly Message[];
  reader: 'asker' | 'expert';
  mayAnswer: boolean;
};

function Due({ data, view }: { data: ThreadData; view: View }) {
  const t = textIn(view.locale);
  const due = <Moment at={data.dueAt} view={view} />;
  if (data.reader === 'expert')
    return (
      <>
        {due} <ClockWords state={data.clock} view={view} />
      </>
    );
  switch (data.clock) {
    case 'met':
    case 'missed':
      return <>{t(`due.${data.clock}`, { due })}</>;
    case 'overdue':
    case 'long-overdue':
      return <>{t('due.late', { due })}</>;
    default:
      return <>{t('due.aim', { due })}</>;
  }
}

function Facts({ data, view }: { data: ThreadData; view: View }) {
  const t = textIn(view.locale);
  const status = data.reader === 'asker' ? statusForAsker(data.status, view) : statusForDesk(data.status, view);
  return (
    <SummaryList>
      <Fact name={t('query.reference')}>
        <Reference of={data.reference} />
      </Fact>
      <Fact name={t('query.status')}>{status}</Fact>
      <Fact name={t('query.turn')}>{t(`turn.${data.reader}.${data.turn}`)}</Fact>
      <Fact name={t('query.due')}>
        <Due data={data} view={view} />
      </Fact>
      <Fact name={t('field.topic')}>{t(`topic.${data.topic}`)}</Fact>
      <Fact name={t('board.language')}>{t(`language.${data.language}`)}</Fact>
      <Fact name={t('query.sent')}>
        <Moment at={data.submittedAt} view={view} />
      </Fact>
    </SummaryList>
  );
}

function AnswerForm({ data, view }: { data: ThreadData; view: View }) {
  const t = textIn(view.locale);
  return (
    <section aria-labelledby="answer">
      <h2 id="answer">{t('answer.title')}</h2>
      <p>{t('answer.who')}</p>
      <form id="writing" method="post" action={`/queries/${data.id}/answer`} noValidate>
        <Once view={view} version={data.version} />
        <TextField
          view={view}
          name="body"
          label="answer.label"
          hint={t('answer.hint')}
          rows={18}
          lang={data.language}
        />
        <button type="submit">{t('answer.button')}</button>
      </form>
    </section>
  );
}

/** A query to follow, read and answer. Its title stays out of the document's title, which browsers keep in their history. */
export const ThreadPage: Page<ThreadData> = {
  title: ({ reference }, view) => textIn(view.locale)('query.title', { reference }),
  body: (data, view) => {
    const t = textIn(view.locale);
    const advised = data.messages.some(({ part }) => part === 'advice');
    return (
      <>
        <p class="above">{t(`topic.${data.topic}`)}</p>
        <h1>
          <WrittenLine language={data.language}>{data.title}</WrittenLine>
        </h1>
        {data.reader === 'asker' && <QueryTabs id={data.id} here="text" view={view} />}
        <Facts data={data} view={view} />
        {data.messages.map((message) => (
          <Said key={message.part} message={message} view={view} />
        ))}
        {data.reader === 'asker' && !advised && (
          <p class="inset">
            {t(data.clock === 'overdue' || data.clock === 'long-overdue' ? 'thread.none-late' : 'thread.none')}
          </p>
        )}
        {data.mayAnswer && (
          <>
            <AnswerForm data={data} view={view} />
            <p class="aside">
              <a href={`/queries/${data.id}/recuse`}>{t('recuse.link')}</a>
            </p>
          </>
        )}
      </>
    );
  },
};
