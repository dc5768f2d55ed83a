import { DeclineReason } from '../../shared/choices.ts';
import { type TextKey, textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { RadioField } from './fields.tsx';
import { Once } from './once.tsx';

type Declining = { action: string; version: number; heading: TextKey; text: TextKey; view: View; checkedHere?: true };

/**
 * An expert says no to what they were asked, with a reason that the secretariat reads. Where another page shows the form
 * when it is refused, the browser checks first that a reason is chosen.
 */
export function DeclineForm({ action, version, heading, text, view, checkedHere }: Declining) {
  const t = textIn(view.locale);
  return (
    <section class="apart" aria-labelledby="decline">
      <h2 id="decline">{t(heading)}</h2>
      <p>{t(text)}</p>
      <form method="post" action={action} noValidate={!checkedHere}>
        <Once view={view} version={version} />
        <RadioField
          view={view}
          name="reason"
          required={checkedHere}
          choices={DeclineReason.options.map((reason) => ({ value: reason, text: t(`decline.${reason}`) }))}
        />
        <button class="second" type="submit">
          {t(heading)}
        </button>
      </form>
    </section>
  );
}
