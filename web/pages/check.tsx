import type { RequestKind } from '../../shared/choices.ts';
import type { QueryLanguage } from '../../shared/languages.ts';
import type { Confidentiality } from '../../shared/query.ts';
import type { Step, StepStatus } from '../../shared/steps.ts';
import type { Topic } from '../../shared/topics.ts';
import type { Page } from '../page.tsx';
import { Answers } from '../parts/draft-answers.tsx';
import { Once } from '../parts/once.tsx';
import { RefusalBox, RefusalSummary } from '../parts/refusal.tsx';
import { stepsAt } from '../parts/step.tsx';
import { Moment } from '../parts/time.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

/** The whole draft, how its steps stand, and when advice would be due if it were sent now. */
export type CheckData = {
  id: string;
  version: number;
  title: string;
  body: string;
  requestKind: RequestKind;
  topic: Topic;
  urgency: 'standard' | 'requested';
  neededBy: string;
  urgencyReason: string;
  law: string;
  tried: string;
  language: QueryLanguage;
  replyLanguages: readonly QueryLanguage[];
  confidentiality: Confidentiality;
  steps: readonly { step: Step; status: StepStatus }[];
  dueAt: string;
  urgentDays: number;
};

type Part = { data: CheckData; view: View };

const missingIn = ({ steps }: CheckData) => steps.filter(({ status }) => status !== 'done');

/** What must be done before it can be sent, with the way there. */
function Missing({ data, view }: Part) {
  const t = textIn(view.locale);
  return (
    <RefusalBox title={t('check.missing')}>
      <ul>
        {missingIn(data).map(({ step }) => (
          <li key={step}>
            <a href={`/queries/${data.id}/${step}`}>{t(`step.${step}`)}</a>
          </li>
        ))}
      </ul>
    </RefusalBox>
  );
}

function Sending({ data, view }: Part) {
  const t = textIn(view.locale);
  return (
    <>
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
}

/** The last look before a question is sent; what is missing is named, and then there is no button. */
export const CheckPage: Page<CheckData> = {
  title: (_, view) => textIn(view.locale)('check.title'),
  refusal: (data, view) =>
    missingIn(data).length > 0 ? <Missing data={data} view={view} /> : <RefusalSummary view={view} />,
  body: (data, view) => {
    const t = textIn(view.locale);
    const ready = missingIn(data).length === 0;
    return (
      <>
        {!ready && !view.refused && <Missing data={data} view={view} />}
        <h1>{t('check.title')}</h1>
        <Answers data={data} view={view} />
        <h2>{t('check.who')}</h2>
        <ul>
          <li>{t('check.who-expert')}</li>
          <li>{t('check.who-secretariat')}</li>
          <li>{t('check.who-emergency')}</li>
          <li>{t('check.who-record')}</li>
        </ul>
        {ready && <Sending data={data} view={view} />}
        <p>
          <a href={stepsAt(data.id)}>{t('step.all')}</a>
        </p>
      </>
    );
  },
};
