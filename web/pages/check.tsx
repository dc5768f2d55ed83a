import type { Page } from '../page.tsx';
import { type FieldName, Once } from '../parts/fields.tsx';
import { Fact, SummaryList } from '../parts/summary-list.tsx';
import { CalendarDay, Moment } from '../parts/time.tsx';
import { Written, WrittenLine } from '../parts/written.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import type { Draft } from './ask.tsx';

/** The draft, and when advice would be due if it were sent now. */
export type CheckData = Draft & { dueAt: string; urgentDays: number };

function Answers({ data, view }: { data: CheckData; view: View }) {
  const t = textIn(view.locale);
  const named = (name: FieldName) => ({
    name: t(`field.${name}`),
    change: { href: `/queries/${data.id}/edit#${name}`, text: t('check.change') },
  });
  return (
    <SummaryList>
      <Fact {...named('title')}>
        <WrittenLine language={data.language}>{data.title}</WrittenLine>
      </Fact>
      <Fact {...named('body')}>
        <Written language={data.language}>{data.body}</Written>
      </Fact>
      <Fact {...named('requestKind')}>{t(`request.${data.requestKind}`)}</Fact>
      <Fact {...named('topic')}>{t(`topic.${data.topic}`)}</Fact>
      <Fact {...named('language')}>{t(`language.${data.language}`)}</Fact>
      <Fact {...named('urgency')}>{t(data.urgency === 'standard' ? 'ask.standard' : 'ask.requested')}</Fact>
      {data.urgency === 'requested' && (
        <>
          <Fact {...named('neededBy')}>
            <CalendarDay date={data.neededBy} view={view} />
          </Fact>
          <Fact {...named('urgencyReason')}>
            <Written language={data.language}>{data.urgencyReason}</Written>
          </Fact>
        </>
      )}
      <Fact {...named('confidentiality')}>
        {t(`confidentiality.${data.confidentiality}`)}
        <p class="soft">{t(`confidentiality.${data.confidentiality}-text`)}</p>
      </Fact>
    </SummaryList>
  );
}

/** The last look before a question is sent. */
export const CheckPage: Page<CheckData> = {
  title: (_, view) => textIn(view.locale)('check.title'),
  body: (data, view) => {
    const t = textIn(view.locale);
    return (
      <>
        <h1>{t('check.title')}</h1>
        <Answers data={data} view={view} />
        <h2>{t('check.who')}</h2>
        <ul>
          <li>{t('check.who-expert')}</li>
          <li>{t('check.who-secretariat')}</li>
          <li>{t('check.who-emergency')}</li>
          <li>{t('check.who-record')}</li>
        </ul>
        <h2>{t('check.when')}</h2>
        <p>{t('check.due', { due: <Moment at={data.dueAt} view={view} /> })}</p>
        {data.urgency === 'requested' && <p>{t('check.urgent', { days: data.urgentDays })}</p>}
        <form method="post" action={`/queries/${data.id}/send`}>
          <Once view={view} version={data.version} />
          <button type="submit">{t('check.button')}</button>
        </form>
        <p class="aside">{t('check.once')}</p>
      </>
    );
  },
};
