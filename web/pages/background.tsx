import type { QueryLanguage } from '../../shared/languages.ts';
import type { Targets } from '../../shared/settings.ts';
import type { Page } from '../page.tsx';
import { LineField, RadioField, TextField } from '../parts/fields.tsx';
import { Once } from '../parts/once.tsx';
import { StepButtons, StepHeading } from '../parts/step.tsx';
import { TwoVersions } from '../parts/two-versions.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

/** By when a draft needs an answer, and what it is about besides. */
export type BackgroundData = {
  draft: {
    id: string;
    version: number;
    savedAt: string;
    language: QueryLanguage;
    urgency: 'standard' | 'requested';
    neededBy: string;
    urgencyReason: string;
    law: string;
    tried: string;
  };
  targets: Targets;
};

function UrgencyField({ data: { draft, targets }, view }: { data: BackgroundData; view: View }) {
  const t = textIn(view.locale);
  const days = targets.firstAdvice.standard;
  return (
    <RadioField
      view={view}
      name="urgency"
      known={draft.urgency}
      choices={[
        { value: 'standard', text: t('ask.standard'), hint: t('ask.standard-hint', { days }) },
        { value: 'requested', text: t('ask.requested'), hint: t('ask.requested-hint') },
      ]}
    >
      <div class="revealed">
        <LineField
          view={view}
          name="neededBy"
          type="date"
          hint={t('ask.needed-by-hint')}
          known={draft.neededBy}
          min={view.now.slice(0, 10)}
          narrow
        />
        <TextField
          view={view}
          name="urgencyReason"
          hint={t('ask.urgency-reason-hint')}
          known={draft.urgencyReason}
          rows={3}
        />
      </div>
    </RadioField>
  );
}

/** The second step: by when, which law or bill, and what was tried so far. */
export const BackgroundPage: Page<BackgroundData> = {
  title: (_, view) => textIn(view.locale)('step.background'),
  body: (data, view) => {
    const t = textIn(view.locale);
    const { draft } = data;
    const passed = draft.neededBy !== '' && draft.neededBy < view.now.slice(0, 10);
    return (
      <>
        <StepHeading step="background" id={draft.id} view={view} />
        {passed && !view.refused && <p class="inset">{t('ask.day-passed')}</p>}
        <TwoVersions
          view={view}
          saved={[
            { name: 'urgencyReason', text: draft.urgencyReason },
            { name: 'law', text: draft.law },
            { name: 'tried', text: draft.tried },
          ]}
          savedAt={draft.savedAt}
          language={draft.language}
          here={`/queries/${draft.id}/background`}
          heading="h2"
        />
        <form id="writing" method="post" action={`/queries/${draft.id}/save-background`} noValidate>
          <Once view={view} version={draft.version} />
          <UrgencyField data={data} view={view} />
          <TextField view={view} name="law" hint={t('ask.law-hint')} known={draft.law} rows={3} />
          <TextField view={view} name="tried" hint={t('ask.tried-hint')} known={draft.tried} rows={6} />
          <StepButtons view={view} />
        </form>
      </>
    );
  },
};
