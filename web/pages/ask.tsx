import { QueryLanguage } from '../../shared/languages.ts';
import { RequestKind } from '../../shared/ledger.ts';
import type { Confidentiality } from '../../shared/query.ts';
import type { Targets } from '../../shared/settings.ts';
import { type Topic, topicGroups } from '../../shared/topics.ts';
import type { Page } from '../page.tsx';
import { ConfidentialityField } from '../parts/confidentiality.tsx';
import { Field, filledIn, LineField, Once, RadioField, TextField, wiring } from '../parts/fields.tsx';
import { SelectField } from '../parts/selects.tsx';
import { QueryTabs } from '../parts/tabs.tsx';
import { Day, Moment } from '../parts/time.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

/** A draft as its asker sees it. */
export type Draft = {
  id: string;
  version: number;
  title: string;
  body: string;
  requestKind: RequestKind;
  topic: Topic;
  language: QueryLanguage;
  urgency: 'standard' | 'requested';
  neededBy: string;
  urgencyReason: string;
  confidentiality: Confidentiality;
};

/** The draft to go on with, until when it is kept and whether its reader may throw it away; none for a new question. */
export type AskData = {
  draft?: Draft;
  kept?: { savedAt: string; until: string; mayDiscard: boolean };
  targets: Targets;
};

function TopicField({ view, known }: { view: View; known?: string }) {
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

function LanguageField({ view, known }: { view: View; known: string }) {
  const t = textIn(view.locale);
  const choices = QueryLanguage.options.map((language) => ({ value: language, text: t(`language.${language}`) }));
  return <SelectField view={view} name="language" hint={t('ask.language-hint')} known={known} choices={choices} />;
}

function RequestKindField({ view, known }: { view: View; known: string }) {
  const t = textIn(view.locale);
  const choices = RequestKind.options.map((kind) => ({ value: kind, text: t(`request.${kind}`) }));
  return <SelectField view={view} name="requestKind" hint={t('ask.request-hint')} known={known} choices={choices} />;
}

function UrgencyField({ view, draft, targets }: { view: View; draft?: Draft; targets: Targets }) {
  const t = textIn(view.locale);
  return (
    <RadioField
      view={view}
      name="urgency"
      known={draft?.urgency ?? 'standard'}
      choices={[
        {
          value: 'standard',
          text: t('ask.standard'),
          hint: t('ask.standard-hint', { days: targets.firstAdvice.standard }),
        },
        { value: 'requested', text: t('ask.requested'), hint: t('ask.requested-hint') },
      ]}
    >
      <div class="revealed">
        <LineField
          view={view}
          name="neededBy"
          type="date"
          hint={t('ask.needed-by-hint')}
          known={draft?.neededBy}
          min={view.now.slice(0, 10)}
          narrow
        />
        <TextField
          view={view}
          name="urgencyReason"
          hint={t('ask.urgency-reason-hint')}
          known={draft?.urgencyReason}
          rows={3}
        />
      </div>
    </RadioField>
  );
}

/** Write a question, or go on with a draft. */
export const AskPage: Page<AskData> = {
  title: (_, view) => textIn(view.locale)('ask.title'),
  body: ({ draft, kept, targets }, view) => {
    const t = textIn(view.locale);
    return (
      <>
        <h1>{t('ask.title')}</h1>
        {draft && <QueryTabs id={draft.id} draft here="text" view={view} />}
        <div class="inset">
          <p>{t(draft ? 'ask.not-sent-draft' : 'ask.not-sent')}</p>
          {kept && (
            <p>
              {t('ask.kept-until', {
                saved: <Moment at={kept.savedAt} view={view} />,
                until: <Day at={kept.until} view={view} />,
              })}
            </p>
          )}
        </div>
        <form id="writing" method="post" action={draft ? `/queries/${draft.id}/save` : '/queries'} noValidate>
          <Once view={view} version={draft?.version} />
          <input type="hidden" name="individualCase" value="no" />
          <LineField view={view} name="title" hint={t('ask.title-hint')} known={draft?.title} dir="auto" />
          <TextField view={view} name="body" hint={t('ask.body-hint')} known={draft?.body} rows={12} />
          <RequestKindField view={view} known={draft?.requestKind ?? 'question'} />
          <TopicField view={view} known={draft?.topic} />
          <LanguageField view={view} known={draft?.language ?? view.locale} />
          <UrgencyField view={view} draft={draft} targets={targets} />
          <ConfidentialityField view={view} known={draft?.confidentiality ?? 'standard'} />
          <button type="submit">{t('ask.button')}</button>
        </form>
        {draft && kept?.mayDiscard && (
          <details class="aside">
            <summary>{t('ask.discard')}</summary>
            <form method="post" action={`/queries/${draft.id}/discard`}>
              <Once view={view} version={draft.version} />
              <p>{t('ask.discard-text')}</p>
              <button class="second" type="submit">
                {t('ask.discard')}
              </button>
            </form>
          </details>
        )}
        <p class="aside">
          <a href="/individual-cases">{t('start.individual')}</a>
        </p>
      </>
    );
  },
};
