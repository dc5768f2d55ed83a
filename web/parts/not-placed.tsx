import type { ThreadData } from '../pages/thread.tsx';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { type FieldName, filledIn } from './fields.tsx';

/** Whether the page has a form for each text that can be typed on it. */
function formsFor({ can, waits, reader }: ThreadData): Partial<Record<FieldName, boolean>> {
  const asked = can.includes('give-information') && waits?.why === 'information';
  return {
    advice: can.includes('save-advice'),
    asked: can.includes('ask-information') && !waits,
    note: can.includes('add-note'),
    comment: can.includes('approve') && reader === 'clearer',
    information: asked || (can.includes('add-information') && waits?.why !== 'information'),
    followUp: can.includes('follow-up') || can.includes('reopen'),
  };
}

/** What was typed into a form that is not on the page any more, because the query has moved on: nothing typed is lost. */
export function NotPlaced({ data, view }: { data: ThreadData; view: View }) {
  const t = textIn(view.locale);
  const forms = formsFor(data);
  const names = (['advice', 'asked', 'note', 'comment', 'information', 'followUp'] as const).filter(
    (name) => !forms[name] && filledIn(view, name) !== '',
  );
  if (!view.refused || names.length === 0) return null;
  return (
    <section class="inset" aria-labelledby="not-placed">
      <h2 id="not-placed">{t('thread.not-placed')}</h2>
      <p>{t('thread.not-placed-text')}</p>
      {names.map((name) => (
        <div class="field" key={name}>
          <label for={name}>{t(`field.${name}`)}</label>
          <textarea id={name} rows={6} dir="auto" readOnly value={filledIn(view, name)} />
        </div>
      ))}
    </section>
  );
}
