import { RequestKind } from '../../shared/choices.ts';
import type { QueryLanguage } from '../../shared/languages.ts';
import { type Topic, topicGroups } from '../../shared/topics.ts';
import { questionLimit } from '../../shared/written.ts';
import type { Page } from '../page.tsx';
import { Field, filledIn, LineField, TextField, wiring } from '../parts/fields.tsx';
import { Once } from '../parts/once.tsx';
import { SelectField } from '../parts/selects.tsx';
import { StepButtons, StepHeading } from '../parts/step.tsx';
import { TwoVersions } from '../parts/two-versions.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

/** The question of a draft as its asker sees it; none for a new one. */
export type QuestionData = {
  draft?: {
    id: string;
    version: number;
    savedAt: string;
    title: string;
    body: string;
    requestKind: RequestKind;
    topic: Topic;
    language: QueryLanguage;
  };
};

function TopicField({ view, known }: { view: View; known?: string | undefined }) {
  const t = textIn(view.locale);
  const chosen = filledIn(view, 'topic', known);
  return (
    <Field view={view} name="topic" hint={t('ask.topic-hint')}>
      <select {...wiring(view, 'topic', true)}>
        <option value="">{t('ask.choose')}</option>
        {topicGroups.map(({ id, topics }) => (
          <optgroup key={id} label={t(`topics.${id}`)}>
            {topics.map((topic) => (
              <option key={topic} value={topic} selected={topic === chosen}>
                {t(`topic.${topic}`)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </Field>
  );
}

function RequestKindField({ view, known }: { view: View; known: string }) {
  const t = textIn(view.locale);
  const choices = RequestKind.options.map((kind) => ({ value: kind, text: t(`request.${kind}`) }));
  return <SelectField view={view} name="requestKind" hint={t('ask.request-hint')} known={known} choices={choices} />;
}

/** The first step: write the question. Saved for the first time it begins a draft. */
export const QuestionPage: Page<QuestionData> = {
  title: (_, view) => textIn(view.locale)('step.question'),
  body: ({ draft }, view) => {
    const t = textIn(view.locale);
    return (
      <>
        <StepHeading step="question" id={draft?.id} view={view} />
        <p class="inset">{t(draft ? 'ask.not-sent-draft' : 'ask.not-sent')}</p>
        {draft && (
          <TwoVersions
            view={view}
            saved={[
              { name: 'title', text: draft.title },
              { name: 'body', text: draft.body },
            ]}
            savedAt={draft.savedAt}
            language={draft.language}
            here={`/queries/${draft.id}/question`}
            heading="h2"
          />
        )}
        <form id="writing" method="post" action={draft ? `/queries/${draft.id}/save` : '/queries'} noValidate>
          <Once view={view} version={draft?.version} />
          <input type="hidden" name="individualCase" value="no" />
          <LineField view={view} name="title" hint={t('ask.title-hint')} known={draft?.title} dir="auto" />
          <TextField
            view={view}
            name="body"
            hint={t('ask.body-hint')}
            known={draft?.body}
            rows={12}
            most={questionLimit}
          />
          <RequestKindField view={view} known={draft?.requestKind ?? 'question'} />
          <TopicField view={view} known={draft?.topic} />
          <StepButtons view={view} />
        </form>
        <p class="aside">
          <a href="/individual-cases">{t('start.individual')}</a>
        </p>
      </>
    );
  },
};
