import { Step } from '../../shared/steps.ts';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

/** Where the steps of a question are listed: a draft's own, or those of one that is not begun. */
export const stepsAt = (id?: string): string => (id ? `/queries/${id}/edit` : '/ask?about=general');

/** Which step this is and the way to all of them, above its heading. */
export function StepHeading({ step, id, view }: { step: Step; id?: string | undefined; view: View }) {
  const t = textIn(view.locale);
  const number = Step.options.indexOf(step) + 1;
  return (
    <>
      <p class="above">
        {t('step.of', { number, all: Step.options.length + 1 })} · <a href={stepsAt(id)}>{t('step.all')}</a>
      </p>
      <h1>{t(`step.${step}`)}</h1>
    </>
  );
}

/** The two ways to save a step: to go on, or to come back another day. */
export function StepButtons({ view }: { view: View }) {
  const t = textIn(view.locale);
  return (
    <div class="actions">
      <button type="submit">{t('step.continue')}</button>
      <button class="second" type="submit" name="next" value="later">
        {t('step.later')}
      </button>
    </div>
  );
}
