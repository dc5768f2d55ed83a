import type { ComponentChildren } from 'preact';
import type { Step } from '../../shared/steps.ts';
import type { CheckData } from '../pages/check.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import type { FieldName } from './fields.tsx';
import { LanguageNames } from './language-names.tsx';
import { Fact, SummaryList } from './summary-list.tsx';
import { CalendarDay } from './time.tsx';
import { Written, WrittenLine } from './written.tsx';

type Part = { data: CheckData; view: View };

/** One answer, with a link to where it is changed. */
function Answer({
  name,
  step,
  data,
  view,
  children,
}: Part & { name: FieldName; step: Step; children: ComponentChildren }) {
  const t = textIn(view.locale);
  const change = { href: `/queries/${data.id}/${step}#${name}`, text: t('check.change') };
  return (
    <Fact name={t(`field.${name}`)} change={change}>
      {children}
    </Fact>
  );
}

/** What need not be written. */
function Optional({ name, data, view }: Part & { name: 'law' | 'tried' }) {
  return (
    <Answer name={name} step="background" data={data} view={view}>
      {data[name] ? (
        <Written language={data.language}>{data[name]}</Written>
      ) : (
        <span class="soft">{textIn(view.locale)('check.not-provided')}</span>
      )}
    </Answer>
  );
}

function QuestionAnswers({ data, view }: Part) {
  const t = textIn(view.locale);
  const own = { step: 'question', data, view } as const;
  return (
    <SummaryList>
      <Answer name="title" {...own}>
        <WrittenLine language={data.language}>{data.title}</WrittenLine>
      </Answer>
      <Answer name="body" {...own}>
        <Written language={data.language}>{data.body}</Written>
      </Answer>
      <Answer name="requestKind" {...own}>
        {t(`request.${data.requestKind}`)}
      </Answer>
      <Answer name="topic" {...own}>
        {t(`topic.${data.topic}`)}
      </Answer>
    </SummaryList>
  );
}

function BackgroundAnswers({ data, view }: Part) {
  const t = textIn(view.locale);
  const own = { step: 'background', data, view } as const;
  return (
    <SummaryList>
      <Answer name="urgency" {...own}>
        {t(data.urgency === 'standard' ? 'ask.standard' : 'ask.requested')}
      </Answer>
      {data.urgency === 'requested' && (
        <>
          <Answer name="neededBy" {...own}>
            <CalendarDay date={data.neededBy} view={view} />
          </Answer>
          <Answer name="urgencyReason" {...own}>
            <Written language={data.language}>{data.urgencyReason}</Written>
          </Answer>
        </>
      )}
      <Optional name="law" data={data} view={view} />
      <Optional name="tried" data={data} view={view} />
    </SummaryList>
  );
}

function ContactAnswers({ data, view }: Part) {
  const t = textIn(view.locale);
  const own = { step: 'contact', data, view } as const;
  return (
    <SummaryList>
      <Answer name="language" {...own}>
        {t(`language.${data.language}`)}
      </Answer>
      <Answer name="replyLanguages" {...own}>
        <LanguageNames of={data.replyLanguages} view={view} />
      </Answer>
      <Answer name="confidentiality" {...own}>
        {t(`confidentiality.${data.confidentiality}`)}
        <p class="soft">{t(`confidentiality.${data.confidentiality}-text`)}</p>
      </Answer>
    </SummaryList>
  );
}

/** Everything that was filled in, section by section; nothing is shown of a section that was never saved. */
export function Answers({ data, view }: Part) {
  const t = textIn(view.locale);
  const saved = data.steps.filter(({ status }) => status !== 'not-started').map(({ step }) => step);
  return (
    <>
      <h2>{t('step.question')}</h2>
      <QuestionAnswers data={data} view={view} />
      {saved.includes('background') && (
        <>
          <h2>{t('step.background')}</h2>
          <BackgroundAnswers data={data} view={view} />
        </>
      )}
      {saved.includes('contact') && (
        <>
          <h2>{t('step.contact')}</h2>
          <ContactAnswers data={data} view={view} />
        </>
      )}
    </>
  );
}
