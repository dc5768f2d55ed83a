import type { Interests } from '../../shared/people.ts';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { LineField } from './fields.tsx';
import { StateField, StatesField } from './selects.tsx';

function Employments({ known, view }: { known: Interests['employments']; view: View }) {
  const t = textIn(view.locale);
  return (
    <fieldset class="field" aria-describedby="employments-hint">
      <legend>{t('profile.employments')}</legend>
      <p class="hint" id="employments-hint">
        {t('profile.employments-hint')}
      </p>
      {([1, 2, 3] as const).map((number) => (
        <div class="pair" key={number}>
          <StateField
            view={view}
            name={`employer${number}`}
            known={known[number - 1]?.state}
            choose="choose.no-state"
          />
          <LineField view={view} name={`employer${number}Until`} type="date" known={known[number - 1]?.until} />
        </div>
      ))}
    </fieldset>
  );
}

/** An expert's ties to States, to be filled in. */
export function TiesFields({ known, view }: { known?: Interests | undefined; view: View }) {
  const t = textIn(view.locale);
  return (
    <>
      <StatesField view={view} name="nationalities" known={known?.nationalities ?? []} />
      <StateField view={view} name="residence" known={known?.residence} />
      <Employments known={known?.employments ?? []} view={view} />
      <StatesField view={view} name="declared" hint={t('profile.declared-hint')} known={known?.declared ?? []} />
      <StatesField
        view={view}
        name="reviewedByOwnBody"
        hint={t('profile.reviewed-hint')}
        known={known?.reviewedByOwnBody ?? []}
      />
    </>
  );
}
